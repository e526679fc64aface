//! An invented language with the least that the readers need.

use rust_stemmers::Algorithm;

use super::{
    AgreementWords, Cardinals, ChangeWords, ClaimWords, Cues, Dates, Direction, FigureWords, Fraction,
    HedgeWords, LabelWords, Lexicon, Magnitude, Month, NameWords, Numbers, Qualifier, Ranges, RecordWords, RoleWords,
    StandingWords, Units,
};

static TOY_WORDS: super::WordTable = super::WordTable::new(&[
    (super::WordRoles::FROM, "da"),
    (super::WordRoles::TO, "gis"),
    (super::WordRoles::BY, "po"),
    (super::WordRoles::FALL, "falis"),
    (super::WordRoles::FALL_VERB, "falis"),
    (super::WordRoles::FILLER, "po cirk"),
    (super::WordRoles::AMOUNT, "uno duo nef vigo centu nego"),
]);

/// The lexicon of the invented language.
pub(crate) static TOY: Lexicon = Lexicon {
    cues: Cues::new(&["zentel", "gruns"]),
    abbreviations: &["ekz"],
    numbers: Numbers {
        cardinals: Cardinals::new(&[("uno", 1), ("duo", 2), ("nef", 9), ("vigo", 20)]),
        hundred: &["centu"],
        point: &["komo"],
        signs: &[("nego", true)],
        qualifiers: &[("pli ol", Qualifier::MoreThan), ("cirk", Qualifier::About)],
        qualifiers_after: &[("au pli", Qualifier::AtLeast)],
        magnitudes: &[("grunse", Magnitude::Million)],
        ranges: Ranges { from: &["da"], between: &["inter"], to: &["gis"], and: &["kaj"] },
        fractions: &[("un kvar", "kvar", Fraction::Quarter)],
        names: &["artiko"],
        name_times: &[],
        joints: &["kaj"],
        ratio: &["el"],
        dating: &["horo"],
        ages: &["jara maljuna"],
    },
    amounts: super::amount::AmountWords {
        weekdays: &[], fraction_nouns: &[], fraction_blocks: &[], fraction_stops: &[], half_followers: &[],
        ratios: &[], multiples: &[], times: &[], multiple_bases: &[], factors: &[], basis_points: &[], bare_points: &[],
        spans: &[("jaro", 365.25)], ordinals: &[], aged: &[], year_old: &[], clock: &[], coins: &[],
        references: &["artiko"], single: &[], plurals: &[("j", "")], singulars: &[], and_a_half: &[], code_letters: &[], year_prefixes: &[], age_fillers: &[], multiple_leads: &[],
        fold: "oble", yearly: &[], contrasts: &[], once: &[], founded: &[], adjusted: &[],
    },
    wholes: super::whole::WholeWords {
        comprise: &[], in_all: &[], adds_up: &[], makes: &[], added_to: &[], of_which: &[], includes: &[],
        no_whole: &[], share_nouns: &[], others: &[], share_verbs: &[], gerund_ending: "ante", exclusive: &[], divides: &[], passes_hundred: &[], participle_endings: &[], below_zero: &[], leaves: &[], left: &[], overlaps: &[], rate_joints: &[], in_other_words: &[], placed: &[], only: &[],
        apiece: &[], per: &[], product_cues: &[], product_stops: &[], rate_spans: &[],
        table_totals: &[], table_subtotals: &[], table_unsummed: &[], table_shares: &[],
        table_changes: &[],
    },
    words: &TOY_WORDS,
    units: Units {
        percent: &["zentel"],
        points: &["zentel punkt"],
        per: "por ",
        none: &["nenio"],
        currencies: &[("stelo", "EUR")],
        coins: &[],
    },
    dates: Dates {
        seasons: &[],
        months: [
            Month { name: "unuo", short: &[] }, Month { name: "duuo", short: &[] },
            Month { name: "triuo", short: &["tri"] }, Month { name: "kvaruo", short: &[] },
            Month { name: "kvinuo", short: &[] }, Month { name: "sesuo", short: &[] },
            Month { name: "sepuo", short: &[] }, Month { name: "okuo", short: &[] },
            Month { name: "nauuo", short: &[] }, Month { name: "dekuo", short: &[] },
            Month { name: "dekunuo", short: &[] }, Month { name: "dekduuo", short: &[] },
        ],
        months_are_capitalised: false,
        ordinals: &["a"],
        date_fillers: &[],
        half_days: &[],
        articles: &["la"],
        financial_year: &["monjaro"],
        quarter: "K",
        endings: &[("jaro finante", 12)],
        months_to: &["monatoj gis"],
        before_year: &["en"],
        denials: &["ne ekzistas"],
    },
    changes: ChangeWords {
        none: &["nul sanjo"],
        little: &["eta sanjo"],
        unclear: &["sankonfuzo"],
        phrases: &[("falo po", Direction::Fall)],
        phrases_after: &[("malpli", Direction::Fall)],
        openings: &["ia"],
        alternatives: &["au"],
        comparatives: &["malpli"],
        multiples: &[("duoblis", 200)],
        by: &["po"],
        of: &["de"],
        conjunctions: &["kaj"],
        negated_ending: "ne",
        back_references: &["tio"],
    },
    names: NameWords {
        titles: &["Estro"],
        instruments: &["Pakto"],
        joints: &["de"],
        particles: &["de"],
        prefixes: &[],
        possessives: &[],
        article: "La",
    },
    standing: StandingWords { cues: Cues::new(&["validas"]) },
    agreements: AgreementWords {
        things: &[], objects: &[], not_yet: &[], conditions: &[], futures: &[], states: &[],
        phrases: &[], suppositions: &[], nouns: &[], pronouns: &[], definite_articles: &[], articles: &[],
        joining: &[], treaty: &[], treaty_verbs: &[], treaty_denials: &[],
    },
    claims: ClaimWords {
        determiners: &[], counts: &[], 
        rounded_to: "",
        nearest: "", roundings: &[],
    },
    figures: FigureWords {
        stemming: Algorithm::English, possessives: &[], joining: &[], empty: &[], people: &[],
        plural_endings: &[], singular_endings: &[], plurals: &[], durations: &[],
    },
    hedges: HedgeWords {
        before: &[], after: &[], fillers: &[], limits: &[], thresholds: &[], denials: &[], openers: &[], joints: &[],
    },
    labels: LabelWords {
        denials: &[], denials_after: &[], separators: &[], limit_joints: &[], limit_words: &[], parts: &[],
        of: &[], things: &[], endings: &[],
    },
    records: RecordWords {
        last_year: &[], this_year: &[], period_fillers: &[], parts: &[], part_numbers: &[], year_before: &[],
        distances: &[], steps_before: &[], record_highs: &[], record_lows: &[], ever: &[], never: &[], so_high: &[], so_low: &[],
        highs: &[], lows: &[], year: "jaro", running: &[], step_spans: &[], steps: &[], every: &[], first: &[], first_time: &[],
        sharpest: &[], least: &[], extremes: &[], so_far: &[], levels: &[], than_any: &[], narrower: &[], elsewhere: &[], reaching: &[], whole: &[],
        revisions: &[], unsettled: &[], examples: &[], reporting: &[], areas: &[], parts_of_times: &[], ends_of_times: &[], times: &[],
    },
    roles: RoleWords {
        other_times: &[], offices: &[], small: &[], ranks: &[], honorifics: &[], copulas: &[], joints: &[], past: &[],
    },
};
