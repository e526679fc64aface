//! The facts of a corpus, before any text is written: people, agreements, figures and dates.
//!
//! Invariant: everything that a briefing may name is known on its date. Every figure has two published
//! values, every minister a role and every agreement a first event before the first briefing.

use jiff::ToSpan;
use jiff::civil::{Date, date};

use super::Plan;
use super::random::Random;
use super::words::{COUNTRIES, TITLES, TOPICS, slug};

/// All facts that the files of a corpus use.
#[derive(Debug)]
pub(crate) struct World {
    pub(crate) agreements: Vec<Agreement>,
    pub(crate) ministers: Vec<Minister>,
    pub(crate) figures: Vec<Figure>,
    pub(crate) briefings: Vec<Briefing>,
}

/// An agreement between two states.
#[derive(Debug)]
pub(crate) struct Agreement {
    pub(crate) id: String,
    pub(crate) title: String,
    /// Indices in [`COUNTRIES`].
    pub(crate) parties: [usize; 2],
    /// Oldest first.
    pub(crate) events: Vec<Event>,
}

/// An event of an agreement.
#[derive(Debug)]
pub(crate) struct Event {
    pub(crate) day: Date,
    pub(crate) id: &'static str,
    pub(crate) words: &'static str,
}

/// A minister of some state.
#[derive(Debug)]
pub(crate) struct Minister {
    pub(crate) id: String,
    pub(crate) name: String,
    /// An index in [`COUNTRIES`].
    pub(crate) country: usize,
    /// Oldest first; each ends on the day before the next begins.
    pub(crate) roles: Vec<(Date, String)>,
}

/// A figure with its series.
#[derive(Debug)]
pub(crate) struct Figure {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) topic: &'static str,
    pub(crate) measure: Measure,
    /// Oldest first.
    pub(crate) series: Vec<Observation>,
}

/// The unit of a figure; its numbers are whole in the smallest unit that is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Measure {
    /// Things with this name, rounded to the nearest hundred.
    Count(&'static str),
    /// Millions of pounds, in tenths.
    Money,
    /// Per cent, in tenths.
    Percent,
}

/// A value of a figure.
#[derive(Debug)]
pub(crate) struct Observation {
    pub(crate) period: String,
    pub(crate) published: Date,
    pub(crate) number: usize,
}

/// A briefing as other pages see it.
#[derive(Debug)]
pub(crate) struct Briefing {
    pub(crate) day: Date,
    pub(crate) slug: String,
    pub(crate) title: String,
    pub(crate) topic: usize,
    /// An index in [`COUNTRIES`].
    pub(crate) country: usize,
}

/// The day of the first briefing.
const FIRST: Date = date(2015, 1, 1);

/// The days over which briefings are spread: to the end of 2024, so that none is in the future.
const DAYS: usize = 3_653;

const OFFICES: [&str; 12] = [
    "Security Minister",
    "Trade Minister",
    "Energy Minister",
    "Health Minister",
    "Minister for Ports",
    "Minister for Skills",
    "Fisheries Minister",
    "Transport Minister",
    "Foreign Minister",
    "Finance Minister",
    "Minister for Science",
    "Housing Minister",
];

impl World {
    /// Decides all facts.
    pub(crate) fn new(plan: &Plan) -> World {
        let agreements = (plan.records / 3).max(1);
        let ministers = (plan.records / 6).max(3);
        let figures = plan.records.saturating_sub(agreements + ministers).max(4);
        let random = |stream, index| Random::new(plan.seed, stream, index);

        World {
            agreements: (0..agreements)
                .map(|index| agreement(index, agreements, &mut random("agreement", index)))
                .collect(),
            ministers: (0..ministers)
                .map(|index| minister(index, &mut random("minister", index)))
                .collect(),
            figures: (0..figures)
                .map(|index| figure(index, &mut random("figure", index)))
                .collect(),
            briefings: (0..plan.briefings)
                .map(|index| briefing(index, plan.briefings, &mut random("title", index)))
                .collect(),
        }
    }
}

fn days(count: usize) -> jiff::Span {
    i64::try_from(count).expect("a corpus spans a few thousand days").days()
}

fn agreement(index: usize, of: usize, random: &mut Random) -> Agreement {
    /// Events that may follow the signature, in order.
    const LATER: [(&str, &str); 5] = [
        ("laid", "laid before parliament"),
        ("ratified", "ratified"),
        ("provisionally-applied", "provisionally applied"),
        ("in-force", "in force"),
        ("amended", "amended"),
    ];

    // Later numbers are signed later, so that relations to lower ones point back in time.
    let signed = date(2011, 6, 1) + days(index * 1_200 / of);
    let mut day = signed - days(random.between(90, 300));
    let mut events = vec![Event { day, id: "negotiations-opened", words: "negotiations opened" }];

    day = signed;
    events.push(Event { day, id: "signed", words: "signed" });

    for (id, words) in LATER {
        day += days(random.between(60, 500));
        if !random.one_in(3) {
            events.push(Event { day, id, words });
        }
    }

    Agreement {
        id: format!("agreement-{index:04}"),
        title: format!("Agreement {index:04} on {}", random.pick(&TOPICS).to_lowercase()),
        parties: [0, random.between(1, COUNTRIES.len() - 1)],
        events,
    }
}

fn minister(index: usize, random: &mut Random) -> Minister {
    let mut from = date(2010, 5, 12);
    let mut roles = Vec::new();
    for _ in 0..random.between(1, 4) {
        roles.push((from, (*random.pick(&OFFICES)).to_owned()));
        from += days(random.between(400, 1_500));
    }

    Minister {
        id: format!("minister-{index:04}"),
        name: format!("Minister {index:04}"),
        // Half of them serve one state, whose briefings these are.
        country: if index.is_multiple_of(2) { 0 } else { index / 2 % (COUNTRIES.len() - 1) + 1 },
        roles,
    }
}

fn figure(index: usize, random: &mut Random) -> Figure {
    const COUNTED: [&str; 8] = [
        "people",
        "returns",
        "tonnes",
        "visits",
        "licences",
        "inspections",
        "applications",
        "places",
    ];

    let measure = match random.below(4) {
        0 => Measure::Money,
        1 => Measure::Percent,
        _ => Measure::Count(COUNTED[random.below(COUNTED.len())]),
    };

    // Numbers that could be read as a year, or as a count in prose, are left out.
    let mut number = match measure {
        Measure::Count(_) => random.between(30, 4_000) * 100,
        Measure::Money => random.between(210, 9_900),
        Measure::Percent => random.between(150, 850),
    };

    let (kind, month_day) = (random.below(4), random.between(1, 28));
    let mut series = Vec::new();
    for step in 0..random.between(2, 12) {
        series.push(observation(kind, step, month_day, number));
        let percent = random.between(82, 119);
        let next = number * percent / 100;

        number = match measure {
            Measure::Count(_) => (next / 100).clamp(30, 9_900) * 100,
            Measure::Money => next.max(210),
            Measure::Percent => next.clamp(110, 950),
        };
    }

    let topic = *random.pick(&TOPICS);

    Figure {
        id: format!("figure-{index:04}"),
        title: format!("Figure {index:04}: {} indicator", topic.to_lowercase()),
        topic,
        measure,
        series,
    }
}

/// Returns the nth period of a kind from 2012 on, with its value and date of publication.
fn observation(kind: usize, step: usize, month_day: usize, number: usize) -> Observation {
    let at = |year: usize, month: usize| {
        let part = |number: usize| i8::try_from(number).expect("a month or a day of it");
        let year = i16::try_from(year).expect("a year of this century");
        date(year, part(month), part(month_day))
    };

    let year = 2012 + step;
    let (period, published) = match kind {
        0 => (year.to_string(), at(year + 1, 5)),
        1 => (format!("{year}-{:02}", (year + 1) % 100), at(year + 1, 7)),
        2 => (format!("year ending March {}", year + 1), at(year + 1, 6)),
        _ => {
            let (year, quarter) = (2012 + step / 4, step % 4 + 1);
            let published = match quarter {
                4 => at(year + 1, 3),
                quarter => at(year, quarter * 3 + 3),
            };
            (format!("{year}-Q{quarter}"), published)
        }
    };

    Observation { period, published, number }
}

fn briefing(index: usize, of: usize, random: &mut Random) -> Briefing {
    let topic = random.skewed(TOPICS.len());
    let country = random.between(1, COUNTRIES.len() - 1);
    let (words, name) = (TOPICS[topic].to_lowercase(), COUNTRIES[country].1);

    Briefing {
        day: FIRST + days(index * DAYS / of.max(1)),
        slug: format!("{}-{}-{index:05}", slug(&words), slug(name)),
        title: format!(
            "{} {words} with {name}, synthetic briefing {index:05}",
            random.pick(&TITLES)
        ),
        topic,
        country,
    }
}

impl Agreement {
    /// Returns the digits of its id, which are also in its title.
    pub(crate) fn number(&self) -> &str {
        self.id.rsplit('-').next().unwrap_or_default()
    }

    /// Returns its status on a day.
    pub(crate) fn status(&self, day: Date) -> &'static str {
        let last = self.events.iter().rfind(|event| event.day <= day);
        last.map_or("not yet begun", |event| event.words)
    }
}

impl Briefing {
    /// Names it in a few words that are unique.
    pub(crate) fn named(&self) -> String {
        let number = self.slug.rsplit('-').next().unwrap_or_default();
        format!("synthetic briefing {number}")
    }
}

impl Minister {
    /// Returns the office held on a day.
    pub(crate) fn role(&self, day: Date) -> &str {
        let held = self.roles.iter().rfind(|(from, _)| *from <= day);
        held.map_or("", |(_, title)| title)
    }
}

impl Figure {
    /// Returns the values published by a day, oldest first.
    pub(crate) fn known(&self, day: Date) -> &[Observation] {
        let count = self.series.iter().filter(|one| one.published <= day);
        &self.series[..count.count()]
    }

    /// Writes one of its numbers as in its series: `1,900`, `12.3 million`, `27.3`.
    pub(crate) fn written(&self, number: usize) -> String {
        let (whole, tenth) = (number / 10, number % 10);
        match self.measure {
            Measure::Count(_) => format!("{},{:03}", number / 1_000, number % 1_000),
            Measure::Money => format!("{whole}.{tenth} million"),
            Measure::Percent => format!("{whole}.{tenth}%"),
        }
    }
}

impl Briefing {
    /// Returns the folder and the file below `content/briefings/`.
    pub(crate) fn file(&self) -> String {
        format!("{}/{}-{}.md", self.day.year(), self.day, self.slug)
    }
}
