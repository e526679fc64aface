//! English phrases that connect parts to their whole.

use super::whole::WholeWords;

/// The phrases of English wholes.
pub(super) const WHOLES: WholeWords = WholeWords {
    comprise: &[
        "comprises", "comprise", "comprised", "comprising", "comprised of", "made up of", "make up", "consists of",
        "consist of", "consisting of", "composed of", "split between", "split into", "split among",
        "split across", "split equally", "divided into", "divided between", "divided among", "divided across",
        "broken down into", "broken down as", "breaks down into", "breaks down as", "break down as",
        "shared between", "met by", "funded by", "funded jointly by", "jointly funded by", "made up as follows",
        "allocated as follows", "covers", "will cover", "spread across", "spread over",
        "distributed as follows", "came from", "comes from", "come from", "drawn from", "falls into", "namely", "as follows", "viz", "is distributed", "are distributed",
    ],
    in_all: &["in all", "in total", "altogether", "all told", "all in all", "between them", "combined", "all together"],
    adds_up: &[
        "for a total of", "making a total of", "giving a total of", "making up a total of", "to a total of",
        "for a combined total of", "for a combined", "a combined total of", "a grand total of", "add up to",
        "adds up to", "adding up to", "added up to", "totalling", "totaling", "a total of", "bringing the total to",
        "which brings the total to", "taking the total to", "brings the total to", "takes the total to",
        "brought the total to", "making the total", "makes a total of", "make a total of", "gives a total of",
        "together making", "which makes", "making", "sum to", "sums to", "bringing our total to", "that makes",
        "total of", "in total that is", "in all that is", "bringing it to",
    ],
    makes: &[
        "make", "makes", "making", "made", "come to", "comes to", "came to", "give", "gives", "total", "totals",
        "totalled", "totaled", "amount to", "amounts to", "amounted to", "add up to", "adds up to", "brings",
        "bring", "brought", "reach", "reaches", "produce", "account for", "equal",
    ],
    added_to: &["on top of", "in addition to", "added to", "over and above", "to the", "plus the", "plus"],
    of_which: &["of which", "of whom", "of these", "of those", "of them", "among them", "among whom", "out of which"],
    includes: &["including", "includes", "include", "included", "among them"],
    no_whole: &["total", "average", "worth", "value", "cost", "amount", "rate", "sum", "each", "per", "maximum", "number"],
    share_nouns: &["rate", "share", "proportion", "turnout", "percentage", "ratio", "score", "average", "achievement", "coverage", "utilisation", "utilization", "uptake"],
    others: &["the other"],
    share_verbs: &[
        "make up", "makes up", "made up", "making up", "account for", "accounts for", "accounted for", "accounting for",
        "represent", "represents", "represented", "representing", "constitute", "constitutes", "constituted",
        "constituting", "gives", "giving", "gave", "is", "are", "was", "were", "means", "meaning", "equates to",
        "equating to", "amounts to", "amounting to", "works out at", "corresponds to", "corresponding to",
    ],
    gerund_ending: "ing",
    exclusive: &[
        "main", "mainly", "primary", "principal", "single", "biggest", "preferred", "usual", "tenure", "split",
        "breakdown", "composition", "mix", "distribution", "distributed",
    ],
    divides: &[
        "age", "sex", "gender", "region", "sector", "type", "origin", "size", "income", "ethnicity", "cause", "source",
        "fuel", "country", "nationality",
    ],
    passes_hundred: &[
        "capacity", "target", "expected", "average", "need", "needs", "demand", "level", "levels", "line", "income",
        "number", "rate", "poverty", "median", "funded", "places", "cost", "costs", "salary", "pay", "wage",
        "wages", "value", "gdp", "budget",
    ],
    participle_endings: &["ed", "en", "wn", "ght", "ld", "st"],
    below_zero: &[
        "profit", "profits", "loss", "losses", "surplus", "deficit", "balance", "earnings", "net", "ebitda",
        "margin", "margins", "cashflow", "growth", "inflation",
    ],
    leaves: &["leaving", "leaves", "leave", "left"],
    left: &["remain", "remains", "remained", "are left", "is left", "unspent", "still to be spent", "left over"],
    overlaps: &[
        "year", "years", "compared", "respectively", "increase", "increased", "rose", "fell", "both", "also",
        "average", "than", "least", "either", "decrease", "growth", "overlap", "multiple", "last", "previous",
        "while", "up", "down", "several", "answers", "choices",
    ],
    placed: &["came", "come", "comes", "ranks", "ranked", "rank", "finished", "placed", "finishes"],
    only: &["only"],
    rate_joints: &[
        "or", "which is", "that is", "equal to", "equivalent to", "the equivalent of", "amounting to",
        "equating to", "which comes to", "which adds up to", "adding up to", "which makes", "making", "totalling",
        "i.e", "adds up to", "add up to", "amounts to", "amount to", "comes to", "that means", "which means", "meaning", "that adds up to", "works out at", "is worth", "which is worth", "worth", "comes to",
        "that is to say", "in other words", "will be", "works out to", "working out at", "which works out at", "an average of", "equates to", "which equates to", "is equivalent to",
        "is equal to", "corresponds to", "which amounts to", "translates into", "translates to",
    ],
    in_other_words: &["in other words", "that is", "that makes", "which makes", "making", "nationwide", "countrywide"],
    apiece: &["each", "apiece", "a head", "per head", "per person", "per capita", "equally", "evenly", "every one", "in equal shares"],
    per: &["per", "for each", "for every", "to each", "every"],
    product_cues: &[
        "total", "totals", "totalling", "totaling", "in all", "altogether", "overall", "combined", "worth", "cost",
        "costs", "costing", "bill", "fund", "grant", "add", "adds", "shared", "split", "divided", "programme",
        "program", "scheme", "package", "budget", "together", "giving", "or", "makes", "making", "come to",
        "comes to", "pot", "funding", "spend", "payment", "payments", "receives", "receive", "distributed", "paid", "pays", "spread", "instalments", "installments", "equal",
    ],
    product_stops: &[
        "up", "first", "additional", "plus", "extra", "including", "maximum", "minimum", "least", "than", "also",
        "another", "further", "initial", "average", "most", "different", "increase", "increased", "rise", "saving",
    ],
    rate_spans: &[("annum", 365.25), ("quarter", 91.3125)],
    table_totals: &["total", "totals", "all", "sum", "grand total", "overall total", "overall", "in total"],
    table_subtotals: &["of whom", "subtotal", "sub-total", "sub total", "of which", "including", "total", "net", "less", "balance", "other than"],
    table_unsummed: &[
        "rate", "average", "mean", "median", "index", "year", "rank", "per", "ratio", "price", "age", "score",
        "percentage", "percent", "%", "change", "share", "growth", "difference", "proportion", "temperature", "speed",
        "target", "level", "intensity", "density", "no.", "position", "date",
    ],
    table_shares: &["share", "% of total", "proportion", "percentage of total", "per cent of total", "percent of total"],
    table_changes: &[
        "change", "difference", "growth", "increase", "rise", "fall", "decrease", "variation", "reduction", "% +/-",
    ],
};
