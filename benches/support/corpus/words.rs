//! The vocabulary, and sentences made from it.
//!
//! Invariant: no digits, no words about an agreement's status, and no names of real people.

use super::random::Random;

/// Countries in briefings: the code of ISO 3166-1 and the name.
pub(crate) const COUNTRIES: [(&str, &str); 40] = [
    ("gb", "United Kingdom"),
    ("iq", "Iraq"),
    ("fr", "France"),
    ("de", "Germany"),
    ("in", "India"),
    ("jp", "Japan"),
    ("au", "Australia"),
    ("ca", "Canada"),
    ("ie", "Ireland"),
    ("no", "Norway"),
    ("pl", "Poland"),
    ("it", "Italy"),
    ("es", "Spain"),
    ("ke", "Kenya"),
    ("gh", "Ghana"),
    ("ng", "Nigeria"),
    ("eg", "Egypt"),
    ("jo", "Jordan"),
    ("mx", "Mexico"),
    ("br", "Brazil"),
    ("cl", "Chile"),
    ("nz", "New Zealand"),
    ("sg", "Singapore"),
    ("my", "Malaysia"),
    ("id", "Indonesia"),
    ("th", "Thailand"),
    ("pk", "Pakistan"),
    ("bd", "Bangladesh"),
    ("se", "Sweden"),
    ("fi", "Finland"),
    ("dk", "Denmark"),
    ("pt", "Portugal"),
    ("gr", "Greece"),
    ("at", "Austria"),
    ("be", "Belgium"),
    ("ch", "Switzerland"),
    ("ro", "Romania"),
    ("bg", "Bulgaria"),
    ("al", "Albania"),
    ("ua", "Ukraine"),
];

/// Topics, as in front matter.
pub(crate) const TOPICS: [&str; 60] = [
    "Trade",
    "Fisheries",
    "Border security",
    "Migration",
    "Energy",
    "Offshore wind",
    "Aviation",
    "Rail",
    "Roads",
    "Ports",
    "Shipping",
    "Space",
    "Research",
    "Universities",
    "Schools",
    "Skills",
    "Apprenticeships",
    "Health",
    "Medicines",
    "Vaccines",
    "Nutrition",
    "Farming",
    "Forestry",
    "Water",
    "Flooding",
    "Climate",
    "Air quality",
    "Recycling",
    "Housing",
    "Planning",
    "Tourism",
    "Culture",
    "Museums",
    "Sport",
    "Broadcasting",
    "Data protection",
    "Cyber security",
    "Artificial intelligence",
    "Semiconductors",
    "Critical minerals",
    "Steel",
    "Manufacturing",
    "Small business",
    "Competition",
    "Consumer rights",
    "Financial services",
    "Taxation",
    "Pensions",
    "Employment",
    "Equality",
    "Justice",
    "Prisons",
    "Policing",
    "Fire safety",
    "Counter terrorism",
    "Defence",
    "Development",
    "Humanitarian aid",
    "Consular services",
    "Statistics",
];

/// Titles of sections, except the two that every briefing has.
pub(crate) const SECTIONS: [&str; 16] = [
    "What has been agreed",
    "What it means for business",
    "How the measures will work",
    "Next steps",
    "Timetable",
    "Funding",
    "Who is affected",
    "Evidence",
    "Delivery and oversight",
    "Regional priorities",
    "Consultation",
    "Monitoring",
    "Shared commitments",
    "Questions raised",
    "Guidance for applicants",
    "International context",
];

/// Beginnings of titles of briefings.
pub(crate) const TITLES: [&str; 24] = [
    "New measures on",
    "Joint programme on",
    "Progress report on",
    "Funding round for",
    "Consultation opens on",
    "Updated guidance on",
    "Partners meet to discuss",
    "Independent review of",
    "Next phase of work on",
    "Regional forum on",
    "Pilot scheme for",
    "Strengthened cooperation on",
    "Annual statement on",
    "Action plan for",
    "Fresh support for",
    "Technical talks on",
    "Delivery board considers",
    "Expert panel reports on",
    "Shared standards for",
    "First results published on",
    "Training exchange on",
    "Public meeting on",
    "Simplified rules for",
    "Long-term strategy for",
];

const ADJECTIVES: [&str; 44] = [
    "joint",
    "independent",
    "regional",
    "practical",
    "revised",
    "shared",
    "technical",
    "public",
    "local",
    "wider",
    "common",
    "annual",
    "temporary",
    "permanent",
    "voluntary",
    "digital",
    "detailed",
    "early",
    "clear",
    "balanced",
    "coordinated",
    "longer",
    "simpler",
    "national",
    "cross-border",
    "seasonal",
    "measured",
    "targeted",
    "open",
    "modern",
    "reliable",
    "proposed",
    "interim",
    "experienced",
    "specialist",
    "external",
    "resilient",
    "consistent",
    "sustained",
    "credible",
    "proportionate",
    "transparent",
    "inclusive",
    "existing",
];

const ACTORS: [&str; 30] = [
    "working group",
    "department",
    "delivery board",
    "committee",
    "review team",
    "secretariat",
    "panel",
    "inspectorate",
    "regulator",
    "consortium",
    "liaison office",
    "advisory council",
    "programme team",
    "task force",
    "commission",
    "steering group",
    "partnership",
    "directorate",
    "trade mission",
    "research council",
    "harbour authority",
    "training college",
    "laboratory",
    "local authority",
    "audit office",
    "network of practitioners",
    "industry forum",
    "observatory",
    "customs service",
    "policy unit",
];

const THINGS: [&str; 40] = [
    "framework",
    "timetable",
    "set of principles",
    "programme of work",
    "data exchange",
    "assessment",
    "pilot scheme",
    "code of practice",
    "training course",
    "inspection regime",
    "register of suppliers",
    "reporting template",
    "set of indicators",
    "action plan",
    "procurement route",
    "application process",
    "licensing system",
    "survey of users",
    "maintenance contract",
    "monitoring report",
    "consultation paper",
    "shared database",
    "risk register",
    "funding formula",
    "transition plan",
    "review of evidence",
    "safety case",
    "communications plan",
    "network of offices",
    "warning service",
    "repair programme",
    "catalogue of standards",
    "exchange of officials",
    "complaints procedure",
    "grant scheme",
    "forecasting model",
    "public dashboard",
    "handbook for inspectors",
    "set of case studies",
    "charter for applicants",
];

const VERBS: [&str; 36] = [
    "published",
    "reviewed",
    "welcomed",
    "proposed",
    "completed",
    "extended",
    "tested",
    "outlined",
    "examined",
    "strengthened",
    "simplified",
    "considered",
    "recommended",
    "developed",
    "supported",
    "compared",
    "endorsed",
    "refined",
    "delivered",
    "monitored",
    "introduced",
    "coordinated",
    "evaluated",
    "redesigned",
    "explained",
    "commissioned",
    "funded",
    "assembled",
    "replaced",
    "piloted",
    "documented",
    "consolidated",
    "updated",
    "shared",
    "prepared",
    "discussed",
];

const SAYING: [&str; 10] = [
    "noted that",
    "confirmed that",
    "reported that",
    "explained that",
    "observed that",
    "acknowledged that",
    "stressed that",
    "added that",
    "recorded that",
    "argued that",
];

const WHEN: [&str; 24] = [
    "during the first phase",
    "after a public consultation",
    "in the coming months",
    "at the regional forum",
    "following advice from specialists",
    "before the summer recess",
    "alongside the annual report",
    "with support from local partners",
    "over the past year",
    "in every region",
    "under the new arrangements",
    "at short notice",
    "across all three sites",
    "within the agreed budget",
    "through the existing network",
    "in close contact with industry",
    "as part of a wider programme",
    "despite difficult weather",
    "on the advice of the auditors",
    "for the third year running",
    "in response to earlier findings",
    "without further delay",
    "at the request of both sides",
    "in line with international practice",
];

/// Returns "a" or "an".
fn article(word: &str) -> &'static str {
    if word.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" }
}

fn actor(random: &mut Random) -> String {
    format!("the {} {}", random.pick(&ADJECTIVES), random.pick(&ACTORS))
}

fn thing(random: &mut Random) -> String {
    let adjective = random.pick(&ADJECTIVES);
    format!("{} {adjective} {}", article(adjective), random.pick(&THINGS))
}

/// Makes a clause about what somebody did: "the joint committee reviewed a revised timetable".
pub(crate) fn clause(random: &mut Random) -> String {
    let (actor, verb) = (actor(random), random.pick(&VERBS));
    format!("{actor} {verb} {}", thing(random))
}

/// Makes a sentence of 10 to 35 words.
pub(crate) fn sentence(random: &mut Random) -> String {
    let first = clause(random);
    let text = match random.below(6) {
        0 => format!("{first} {}", random.pick(&WHEN)),
        1 => format!("{}, {first}", random.pick(&WHEN)),
        2 => format!("{} {} {first}", actor(random), random.pick(&SAYING)),
        3 => format!("{first}, and {} {}", clause(random), random.pick(&WHEN)),
        4 => format!("while {first}, {}", clause(random)),
        _ => format!("{first} {}; {}", random.pick(&WHEN), clause(random)),
    };

    capital(&text) + "."
}

/// Makes a short item of a list.
pub(crate) fn item(random: &mut Random) -> String {
    format!("{} {}", thing(random), random.pick(&WHEN))
}

/// Capitalises the first letter.
pub(crate) fn capital(text: &str) -> String {
    let (first, rest) = text.split_at(1);
    first.to_uppercase() + rest
}

/// Makes a part of an address from a title in plain letters.
pub(crate) fn slug(text: &str) -> String {
    text.to_lowercase().replace(' ', "-")
}
