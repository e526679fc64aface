//! Random sites with dates, drafts, embargoes and shared records: what is held back is in no byte of the output.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use chancery::source::memory::MemoryFiles;
use chancery::value::Moment;
use chancery::workspace::BuildOptions;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::subsequence;

use crate::support::{Output, SETTINGS, as_of, build, runs_slow_tests};

/// The days of January 2026 on which pages come out.
const DAYS: std::ops::RangeInclusive<u32> = 2..=27;

/// What holds a page or a record back by itself.
#[derive(Debug, Clone, Copy, PartialEq)]
enum OwnHold {
    None,
    Draft,
    Embargo(u32),
}

/// A record: an agreement, a minister, or a figure.
#[derive(Debug, Clone)]
struct RandomRecord {
    hold: OwnHold,
    /// The records that it names, by number; only agreements name any.
    names: Vec<usize>,
}

/// A briefing.
#[derive(Debug, Clone)]
struct RandomPage {
    day: u32,
    hold: OwnHold,
    listed: Vec<usize>,
    in_prose: Vec<usize>,
    topic: usize,
    country: usize,
    image: usize,
    is_bundle: bool,
    has_translation: bool,
}

#[derive(Debug, Clone)]
struct RandomSite {
    records: Vec<RandomRecord>,
    pages: Vec<RandomPage>,
    as_of: u32,
}

const RECORDS: usize = 9;

fn own_hold() -> impl Strategy<Value = OwnHold> {
    prop_oneof![
        6 => Just(OwnHold::None),
        1 => Just(OwnHold::Draft),
        2 => DAYS.prop_map(OwnHold::Embargo),
    ]
}

fn some_records() -> impl Strategy<Value = Vec<usize>> {
    // At most two ministers, one for each party of an agreement.
    subsequence((0..RECORDS).collect::<Vec<_>>(), 0..3)
}

fn random_page() -> impl Strategy<Value = RandomPage> {
    let words = (0..4_usize, 0..4_usize, 0..4_usize);
    (DAYS, own_hold(), some_records(), some_records(), words, any::<bool>(), any::<bool>())
        .prop_map(
            |(day, hold, listed, in_prose, (topic, country, image), is_bundle, has_translation)| {
                RandomPage {
                    day,
                    hold,
                    listed,
                    in_prose,
                    topic,
                    country,
                    image,
                    is_bundle,
                    has_translation,
                }
            },
        )
}

fn random_site() -> impl Strategy<Value = RandomSite> {
    let record =
        (own_hold(), some_records()).prop_map(|(hold, names)| RandomRecord { hold, names });
    (vec(record, RECORDS), vec(random_page(), 1..6), 1..=28_u32)
        .prop_map(|(records, pages, as_of)| RandomSite { records, pages, as_of }.without_leaks())
}

fn release(hold: OwnHold) -> u32 {
    match hold {
        OwnHold::None => 0,
        OwnHold::Draft => u32::MAX,
        OwnHold::Embargo(day) => day,
    }
}

impl RandomPage {
    fn release(&self) -> u32 {
        release(self.hold).max(self.day)
    }

    fn names(&self) -> impl Iterator<Item = usize> {
        self.listed.iter().chain(&self.in_prose).copied()
    }
}

fn is_agreement(record: usize) -> bool {
    record.is_multiple_of(3)
}

impl RandomSite {
    /// Takes out what would be a leak: names of records that come out later.
    fn without_leaks(mut self) -> RandomSite {
        let own: Vec<u32> = self.records.iter().map(|record| release(record.hold)).collect();

        for (at, record) in self.records.iter_mut().enumerate() {
            let from = own[at];
            record.names.retain(|&to| is_agreement(at) && to != at && own[to] <= from);

            // Relations must not go in a circle.
            record.names.retain(|&to| !is_agreement(to) || to < at);

            // An agreement has one value.
            let value = record.names.iter().copied().find(|to| to % 3 == 2);
            record.names.retain(|&to| to % 3 != 2 || Some(to) == value);
        }

        for page in &mut self.pages {
            let from = page.release();
            page.listed.retain(|&to| own[to] <= from);
            page.in_prose.retain(|&to| own[to] <= from);
        }

        self
    }

    /// Returns the records that some records name, directly or not, without passing any that is held by itself.
    fn reached(&self, from: impl Iterator<Item = usize>) -> BTreeSet<usize> {
        let mut reached = BTreeSet::new();
        let mut waiting: Vec<usize> = from.collect();
        while let Some(at) = waiting.pop() {
            if release(self.records[at].hold) <= self.as_of && reached.insert(at) {
                waiting.extend(&self.records[at].names);
            }
        }

        reached
    }

    fn is_out(&self, page: &RandomPage) -> bool {
        page.release() <= self.as_of
    }

    /// Returns the records that are out: those that a public page names, and those that no page names.
    fn public_records(&self) -> BTreeSet<usize> {
        let held = |at: &usize| release(self.records[*at].hold) > self.as_of;
        let by_held = (0..RECORDS).filter(held).flat_map(|at| self.records[at].names.clone());
        let used = self.reached(self.pages.iter().flat_map(RandomPage::names).chain(by_held));

        let public = self.pages.iter().filter(|page| self.is_out(page));
        let unused = (0..RECORDS).filter(|at| !used.contains(at));
        self.reached(public.flat_map(RandomPage::names).chain(unused))
    }

    /// Writes the files; without those that are held, if only what is public is asked for.
    fn files(&self, public_only: bool) -> BTreeMap<String, String> {
        let public = self.public_records();
        let mut files = BTreeMap::new();

        for at in (0..RECORDS).filter(|at| !public_only || public.contains(at)) {
            let folder = ["agreements", "ministers", "figures"][at % 3];
            files.insert(format!("content/{folder}/zqr{at}x.md"), self.record(at));
        }

        for (at, page) in self.pages.iter().enumerate() {
            if public_only && !self.is_out(page) {
                continue;
            }

            let path = if page.is_bundle { format!("zqp{at}x/index") } else { format!("zqp{at}x") };
            let beside = if page.is_bundle {
                format!("[Table {at}](zqb{at}x.txt)\n")
            } else {
                String::new()
            };
            files.insert(format!("content/briefings/{path}.md"), page.text(at) + &beside);
            if page.is_bundle {
                files.insert(format!("content/briefings/zqp{at}x/zqb{at}x.txt"), "b".to_owned());
            }

            if page.has_translation {
                let text = page.text(at).replacen("---\n", "---\nlanguage: cy\n", 1);
                let text =
                    text.replacen("aliases", &format!("translation_of: zqp{at}x\naliases"), 1);
                let text = text.replace(&format!("/zqo{at}x/"), &format!("/zqo{at}cyx/"));
                files.insert(format!("content/briefings/zqp{at}cyx.md"), text);
            }
        }

        for image in 0..4 {
            let shown = |page: &&RandomPage| page.image == image;
            let is_public = self.pages.iter().filter(shown).any(|page| self.is_out(page));
            let is_unused = !self.pages.iter().any(|page| page.image == image);
            if !public_only || is_public || is_unused {
                files.insert(format!("static/zqi{image}x.png"), "image".to_owned());
            }
        }

        files
    }

    fn record(&self, at: usize) -> String {
        let RandomRecord { hold, names } = &self.records[at];
        let mut text = format!("---\n{}", hold_key(*hold));
        let named = |kind: usize| names.iter().filter(move |to| **to % 3 == kind);
        match at % 3 {
            0 => {
                let _ = write!(text, "title: Zqr{at}x agreement\nparties: [gb, fr]\n");
                let earlier: Vec<String> = named(0).map(|to| format!("zqr{to}x")).collect();
                let _ = writeln!(text, "builds_on: [{}]", earlier.join(", "));
                text.extend(named(2).take(1).map(|to| format!("value: zqr{to}x\n")));

                let by: Vec<String> =
                    named(1).zip(["gb", "fr"]).map(|(to, of)| format!("{of}: zqr{to}x")).collect();
                let by = by.join(", ");
                let _ = writeln!(
                    text,
                    "timeline:\n  - {{date: 2026-01-01, event: signed, by: {{{by}}}}}"
                );
            }
            1 => {
                let _ = writeln!(text, "name: Zqr{at}x Minister");
            }
            _ => {
                let _ = write!(
                    text,
                    "title: Zqr{at}x figure\nvalue: 9{at}4,7{at}1\nperiod: 2025\n\
                     source: {{title: Zqs{at}x report, published: 2026-01-01}}\n"
                );
            }
        }

        text + "---\n"
    }

    fn memory(&self, public_only: bool) -> MemoryFiles {
        let mut files = MemoryFiles::default();
        files.insert("content/site.yaml", SETTINGS.split_once("--\n").unwrap().1);
        for (path, text) in self.files(public_only) {
            files.insert(&path, text.as_str());
        }

        files
    }

    fn options(&self) -> BuildOptions {
        as_of(&format!("2026-01-{:02}", self.as_of))
    }

    fn build(&self, public_only: bool) -> Output {
        build(self.memory(public_only), &self.options())
    }

    /// Returns the words that occur in nothing public.
    fn held_words(&self) -> Vec<String> {
        let public = self.public_records();
        let records = (0..RECORDS).filter(|at| !public.contains(at));
        let records = records.flat_map(|at| [format!("zqr{at}x"), format!("zqs{at}x")]);
        let pages = self.pages.iter().enumerate().filter(|(_, page)| !self.is_out(page));
        let pages =
            pages.flat_map(|(at, _)| ["p", "b", "o", "w"].map(|word| format!("zq{word}{at}x")));
        let topics = (0..4).filter(|topic| {
            !self.pages.iter().any(|page| page.topic == *topic && self.is_out(page))
        });

        records.chain(pages).chain(topics.map(|topic| format!("zqt{topic}x"))).collect()
    }
}

impl RandomPage {
    fn text(&self, at: usize) -> String {
        let ids = |kind: usize| {
            let of_kind = self.listed.iter().filter(|to| **to % 3 == kind);
            of_kind.map(|to| format!("zqr{to}x")).collect::<Vec<_>>().join(", ")
        };
        let prose: Vec<String> = self.in_prose.iter().map(|to| format!("[[zqr{to}x]]")).collect();
        format!(
            "---\ntitle: Zqp{at}x briefing\ndate: 2026-01-{:02}\n{}summary: Zqw{at}x is new.\n\
             aliases: [/zqo{at}x/]\nagreements: [{}]\nministers: [{}]\nfigures: [{}]\n\
             topics: [Zqt{}x]\ncountries: [{}]\n---\n{} ![An image](/zqi{}x.png)\n",
            self.day,
            hold_key(self.hold),
            ids(0),
            ids(1),
            ids(2),
            self.topic,
            ["gb", "fr", "se", "is"][self.country],
            prose.join(" and "),
            self.image,
        )
    }
}

fn hold_key(hold: OwnHold) -> String {
    match hold {
        OwnHold::None => String::new(),
        OwnHold::Draft => "draft: yes\n".to_owned(),
        OwnHold::Embargo(day) => format!("embargo: 2026-01-{day:02}T00:00:00Z\n"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        // In full as many as `PROPTEST_CASES` says.
        cases: if runs_slow_tests() { ProptestConfig::default().cases } else { 48 },
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    /// The output is that of the site without what is held, and none of its words is in it.
    #[test]
    fn what_is_held_is_in_no_byte(site in random_site()) {
        let output = site.build(false);
        prop_assert!(!output.findings.contains("error["), "{}", output.findings);

        let without = site.build(true);
        let paths = |output: &Output| output.files.keys().cloned().collect::<Vec<_>>();
        prop_assert_eq!(paths(&output), paths(&without));
        for (path, bytes) in &output.files {
            prop_assert!(*bytes == without.files[path], "{} differs", path);
        }

        // Later the same day can be built again, whatever was edited since.
        let later = BuildOptions { now: Moment::parse("2026-03-01").unwrap(), ..site.options() };
        let again = build(site.memory(false), &later);
        prop_assert!(!again.findings.contains("error["), "{}", again.findings);
        prop_assert_eq!(paths(&again), paths(&output));

        for word in site.held_words() {
            prop_assert!(output.with(&word).is_empty(), "{word} is in {:?}", output.with(&word));
        }
    }
}
