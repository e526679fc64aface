//! The file of a briefing: its front matter, and prose with references to the records that it names.

use jiff::civil::Date;

use super::Dialect;
use super::random::Random;
use super::records::{NOTICE, push};
use super::words::{COUNTRIES, SECTIONS, TOPICS, capital, clause, item, sentence, slug};
use super::world::{Agreement, Briefing, Figure, Measure, Minister, Observation, World};

/// Writes the briefing with an index.
pub(crate) fn write(world: &World, seed: u64, index: usize, dialect: Dialect) -> String {
    let mut random = Random::new(seed, "briefing", index);
    let mut named = |least: usize, most: usize, of: usize| {
        let count = random.between(least, most);
        random.several(count, of)
    };

    let mut page = Page {
        agreements: named(1, 3, world.agreements.len()),
        ministers: named(1, 3, world.ministers.len()),
        figures: named(1, 4, world.figures.len()),
        text: String::with_capacity(8_192),
        day: world.briefings[index].day,
        references: random.between(5, 9),
        links: random.between(2, 4),
        world,
        index,
        dialect,
        random,
    };

    page.front_matter();
    page.body();

    page.text
}

/// A briefing being written.
struct Page<'w> {
    world: &'w World,
    index: usize,
    dialect: Dialect,
    random: Random,
    text: String,
    day: Date,
    agreements: Vec<usize>,
    ministers: Vec<usize>,
    figures: Vec<usize>,
    /// How many references remain to be written.
    references: usize,
    /// How many links remain to be written.
    links: usize,
}

/// The target of a reference.
#[derive(Clone, Copy)]
enum Target<'w> {
    Agreement(&'w Agreement),
    Minister(&'w Minister),
    Figure(&'w Figure),
    Briefing(&'w Briefing),
}

impl<'w> Page<'w> {
    fn own(&self) -> &'w Briefing {
        &self.world.briefings[self.index]
    }

    fn say(&mut self, text: &str) {
        self.text.push_str(text);
    }

    fn front_matter(&mut self) {
        const TYPES: [&str; 8] = [
            "press-release",
            "press-release",
            "press-release",
            "news",
            "news",
            "speech",
            "factsheet",
            "joint-statement",
        ];

        let own = self.own();
        let time = if self.random.one_in(3) { "T09:30:00+00:00" } else { "" };
        let summary =
            format!("{} {}", capital(&clause(&mut self.random)) + ".", sentence(&mut self.random));
        let kind = self.random.pick(&TYPES);

        // `type` and `summary` have other meanings in Hugo.
        let (type_key, summary_key) = match self.dialect {
            Dialect::Chancery => ("type", "summary"),
            Dialect::Hugo => ("genre", "description"),
        };

        let (title, day) = (&own.title, self.day);
        push(
            &mut self.text,
            format_args!(
                "---\ntitle: {title}\ndate: {day}{time}\n{summary_key}: >-\n  {summary}\n\
                 {type_key}: {kind}\n"
            ),
        );

        let ids = |numbers: &[usize], kind: &str| {
            let ids = numbers.iter().map(|number| format!("  - {kind}-{number:04}\n"));
            ids.collect::<String>()
        };

        let lists = [
            ("agreements", ids(&self.agreements, "agreement")),
            ("ministers", ids(&self.ministers, "minister")),
            ("figures", ids(&self.figures, "figure")),
        ];

        for (key, ids) in lists {
            push(&mut self.text, format_args!("{key}:\n{ids}"));
        }

        self.terms();

        if self.random.one_in(10) {
            let note = sentence(&mut self.random);
            let after = self.day.saturating_add(jiff::Span::new().days(9));
            push(
                &mut self.text,
                format_args!("updates:\n  - date: {after}\n    note: {note}\n    kind: minor\n"),
            );
        }

        if self.random.one_in(20) {
            let alias = format!("/news/{}/", self.index);
            push(&mut self.text, format_args!("aliases: [{alias}]\n"));
        }

        self.say("contact: Synthetic press office\n---\n\n");
    }

    fn terms(&mut self) {
        let own = self.own();
        let mut topics = vec![own.topic];
        let more = self.random.between(1, 3);

        for topic in self.random.several(more, TOPICS.len()) {
            if !topics.contains(&topic) {
                topics.push(topic);
            }
        }

        let topics: Vec<&str> = topics.iter().map(|&topic| TOPICS[topic]).collect();
        push(
            &mut self.text,
            format_args!(
                "topics: [{}]\ncountries: ['gb', '{}']\n",
                topics.join(", "),
                COUNTRIES[own.country].0
            ),
        );
    }

    fn body(&mut self) {
        let length = self.text.len() + self.random.between(4_300, 5_600);
        self.paragraph();

        let extras = ["list", "table", "quote", "embed", "footnote"];
        let odds = [1, 4, 3, 4, 2];
        let mut extras: Vec<&str> = extras
            .into_iter()
            .zip(odds)
            .filter(|&(_, odds)| self.random.one_in(odds))
            .map(|(extra, _)| extra)
            .collect();

        let mut sections = self.random.several(6, SECTIONS.len()).into_iter();
        while self.text.len() < length {
            match sections.next() {
                Some(section) => self.heading(SECTIONS[section]),
                None => self.heading("Further remarks"),
            }

            for _ in 0..self.random.between(1, 3) {
                self.paragraph();
            }

            match extras.pop() {
                Some("list") => self.list(),
                Some("table") => self.table(),
                Some("quote") => self.quote(),
                Some("embed") => self.embed(),
                Some("footnote") => self.footnote(),
                _ => {}
            }
        }

        self.heading("Background");
        self.paragraph();

        while self.references > 0 || self.links > 0 {
            self.paragraph();
        }

        self.heading("Notes to editors");
        push(&mut self.text, format_args!("1. {NOTICE}\n2. "));

        let note = sentence(&mut self.random);
        push(&mut self.text, format_args!("{note}\n"));
    }

    fn heading(&mut self, title: &str) {
        push(&mut self.text, format_args!("## {title}\n\n"));
    }

    /// Writes a paragraph; as long as any remain, it has a reference or a link.
    fn paragraph(&mut self) {
        let sentences = self.random.between(2, 4);
        let refers = self.random.below(sentences);
        let links = self.random.below(sentences);

        for number in 0..sentences {
            if number > 0 {
                self.say(" ");
            }

            let plain = sentence(&mut self.random);
            self.say(&plain);

            if number == refers && self.references > 0 {
                self.say(" ");
                self.referring_sentence();
            }

            if number == links && self.links > 0 {
                self.say(" ");
                self.linking_sentence();
                self.links -= 1;
            }
        }

        self.say("\n\n");
    }

    fn a_figure(&mut self) -> &'w Figure {
        &self.world.figures[*self.random.pick(&self.figures)]
    }

    fn an_agreement(&mut self) -> &'w Agreement {
        &self.world.agreements[*self.random.pick(&self.agreements)]
    }

    fn a_minister(&mut self) -> &'w Minister {
        &self.world.ministers[*self.random.pick(&self.ministers)]
    }

    /// Picks an earlier briefing; the first can only pick itself.
    fn another(&mut self) -> &'w Briefing {
        &self.world.briefings[self.random.below(self.index.max(1))]
    }

    fn referring_sentence(&mut self) {
        match self.random.below(8) {
            0 | 1 => {
                let figure = Target::Figure(self.a_figure());
                self.say("The indicator stood at ");
                self.refer(figure, "", "");
                self.say(" (");
                self.refer(figure, "period", "");

                self.say("), ");
                self.refer(figure, "change", "");
                self.say(" from ");
                self.refer(figure, "previous", "");
                self.say(".");
            }

            2 => {
                let figure = Target::Figure(self.a_figure());
                self.say("According to ");
                self.refer(figure, "source", "");
                self.say(", the latest value was ");
                self.refer(figure, "", "");
                self.say(".");
            }

            3 => {
                let figure = self.a_figure();
                let first = &figure.series[0].period;
                self.say("The value published first was ");
                self.refer(Target::Figure(figure), first, "");
                self.say("; since then there has been ");
                self.refer(Target::Figure(figure), &format!("change from {first}"), "");
                self.say(".");
            }

            4 => {
                let agreement = Target::Agreement(self.an_agreement());
                self.say("The status of ");
                self.refer(agreement, "", "");
                self.say(" is: ");
                self.refer(agreement, "status", "");
                self.say(".");
            }

            5 => {
                let agreement = self.an_agreement();
                let named = format!("the arrangement numbered {}", agreement.number());
                let agreement = Target::Agreement(agreement);

                self.say("Officials from ");
                self.refer(agreement, "parties", "");
                self.say(" concluded ");
                self.refer(agreement, "", &named);
                self.say(" on ");

                self.refer(agreement, "signed", "");
                self.say(".");
            }

            6 => {
                let minister = Target::Minister(self.a_minister());
                let said = clause(&mut self.random);
                self.refer(minister, "full", "");
                push(&mut self.text, format_args!(" confirmed that {said}."));
            }

            _ => {
                let (minister, earlier) = (self.a_minister(), self.another());
                self.refer(Target::Minister(minister), "", "");
                self.say(", as ");
                self.refer(Target::Minister(minister), "role", "");
                self.say(", had announced this in ");
                self.refer(Target::Briefing(earlier), "background", &earlier.named());
                self.say(".");
            }
        }
    }

    /// Writes a reference; an empty part means the record itself, an empty label its own words.
    fn refer(&mut self, target: Target<'w>, part: &str, label: &str) {
        self.references = self.references.saturating_sub(1);

        if self.dialect == Dialect::Hugo {
            let words = match label {
                "" => target.words(part, self.day),
                label => label.to_owned(),
            };

            let anchor = match target {
                Target::Briefing(_) => format!("#{part}"),
                _ => String::new(),
            };

            let url = target.url();
            push(&mut self.text, format_args!("[{words}]({url}{anchor})"));

            return;
        }

        push(&mut self.text, format_args!("[[{}", target.id()));

        if !part.is_empty() {
            push(&mut self.text, format_args!("#{part}"));
        }

        if !label.is_empty() {
            push(&mut self.text, format_args!("|{label}"));
        }

        self.say("]]");
    }

    fn linking_sentence(&mut self) {
        // Links with the same words must have the same target, so each names its target.
        let (target, words, anchor) = match self.random.below(5) {
            0 => {
                let minister = self.a_minister();
                let words = format!("the list of offices held by {}", minister.name);
                (Target::Minister(minister), words, "#roles")
            }

            1 => {
                let agreement = self.an_agreement();
                let words = format!("the timeline of agreement {}", agreement.number());
                (Target::Agreement(agreement), words, "#timeline")
            }

            2 => {
                let figure = self.a_figure();
                let words = format!("the table behind {}", figure.id.replace('-', " "));
                (Target::Figure(figure), words, "#data")
            }

            _ => {
                let earlier = self.another();
                let words = format!("the notes of {}", earlier.named());
                (Target::Briefing(earlier), words, "#notes-to-editors")
            }
        };

        let address = match (self.dialect, target) {
            (Dialect::Hugo, target) => target.url(),
            (Dialect::Chancery, Target::Briefing(briefing)) => format!("../{}", briefing.file()),
            (Dialect::Chancery, target) => format!("../../{}/{}.md", target.folder(), target.id()),
        };

        push(&mut self.text, format_args!("Readers can compare [{words}]({address}{anchor})."));
    }

    fn list(&mut self) {
        self.say("The measures include:\n\n");
        for _ in 0..self.random.between(3, 6) {
            let item = item(&mut self.random);
            push(&mut self.text, format_args!("- {item}\n"));
        }

        self.say("\n");
    }

    fn table(&mut self) {
        self.say("| Strand | Lead | Indicator |\n| --- | --- | --- |\n");

        for _ in 0..self.random.between(2, 5) {
            let topic = *self.random.pick(&TOPICS);
            let (minister, figure) = (self.a_minister(), self.a_figure());
            push(&mut self.text, format_args!("| {topic} | "));
            self.refer(Target::Minister(minister), "", "");
            self.say(" | ");
            self.refer(Target::Figure(figure), "", "");
            self.say(" |\n");
        }

        self.say("\n");
    }

    fn quote(&mut self) {
        let minister = self.a_minister();
        self.refer(Target::Minister(minister), "full", "");
        let (first, second) = (sentence(&mut self.random), sentence(&mut self.random));
        push(&mut self.text, format_args!(" said:\n\n> \"{first} {second}\"\n\n"));
    }

    fn embed(&mut self) {
        let target = if self.random.one_in(2) {
            Target::Figure(self.a_figure())
        } else {
            Target::Agreement(self.an_agreement())
        };

        match self.dialect {
            Dialect::Chancery => {
                push(&mut self.text, format_args!("![[{}]]\n\n", target.id()));
            }
            Dialect::Hugo => {
                push(
                    &mut self.text,
                    format_args!("[{}]({})\n\n", target.words("", self.day), target.url()),
                );

                if let Target::Figure(figure) = target {
                    self.say("| Period | Value |\n| --- | --- |\n");
                    for value in figure.known(self.day) {
                        let written = figure.printed(value);
                        let period = &value.period;
                        push(&mut self.text, format_args!("| {period} | {written} |\n"));
                    }

                    self.say("\n");
                }
            }
        }
    }

    fn footnote(&mut self) {
        let (first, note) = (sentence(&mut self.random), sentence(&mut self.random));
        push(&mut self.text, format_args!("{first}[^note]\n\n[^note]: {note}\n\n"));
    }
}

impl Target<'_> {
    fn id(&self) -> &str {
        match self {
            Target::Agreement(one) => &one.id,
            Target::Minister(one) => &one.id,
            Target::Figure(one) => &one.id,
            Target::Briefing(one) => &one.slug,
        }
    }

    fn folder(&self) -> &'static str {
        match self {
            Target::Agreement(_) => "agreements",
            Target::Minister(_) => "ministers",
            Target::Figure(_) => "figures",
            Target::Briefing(_) => "briefings",
        }
    }

    /// Returns the address of the page in Hugo's site.
    fn url(&self) -> String {
        match self {
            Target::Briefing(one) => format!("/briefings/{}/{}/", one.day.year(), one.slug),
            target => format!("/{}/{}/", target.folder(), target.id()),
        }
    }

    /// Words a part as a writer without Chancery would have to.
    fn words(&self, part: &str, day: Date) -> String {
        match self {
            Target::Briefing(one) => one.title.clone(),
            Target::Minister(one) => match part {
                "role" => one.role(day).to_owned(),
                "full" => format!("{} {}", one.role(day), one.name),
                _ => one.name.clone(),
            },
            Target::Agreement(one) => match part {
                "status" => one.status(day).to_owned(),
                "parties" => one.parties.map(|party| COUNTRIES[party].1).join(" and "),
                "signed" => one.events[1].day.strftime("%-d %B %Y").to_string(),
                _ => one.title.clone(),
            },
            Target::Figure(one) => figure_words(one, part, day),
        }
    }
}

fn figure_words(figure: &Figure, part: &str, day: Date) -> String {
    let known = figure.known(day);
    let (current, previous) = (&known[known.len() - 1], &known[known.len() - 2]);
    match part {
        "" => figure.printed(current),
        "previous" => figure.printed(previous),
        "period" => current.period.clone(),
        "source" => format!(
            "Office for Synthetic Statistics, Synthetic bulletin on {}",
            figure.topic.to_lowercase()
        ),
        "change" => change(previous, current),
        part if part.starts_with("change from") => change(&known[0], current),
        _ => figure.printed(&known[0]),
    }
}

fn change(from: &Observation, to: &Observation) -> String {
    let percent = from.number.abs_diff(to.number) * 100 / from.number;
    match to.number.cmp(&from.number) {
        std::cmp::Ordering::Less => format!("a fall of about {percent}%"),
        std::cmp::Ordering::Equal => "no change".to_owned(),
        std::cmp::Ordering::Greater => format!("a rise of about {percent}%"),
    }
}

impl Figure {
    /// Writes a value as readers see it.
    fn printed(&self, value: &Observation) -> String {
        let written = self.written(value.number);
        match self.measure {
            Measure::Money => format!("£{written}"),
            Measure::Count(_) | Measure::Percent => written,
        }
    }
}

/// Returns the addresses of all topics, for Hugo.
pub(crate) fn topic_slugs() -> impl Iterator<Item = (String, &'static str)> {
    TOPICS.iter().map(|topic| (slug(topic), *topic))
}
