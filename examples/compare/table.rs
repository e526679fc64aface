//! The results: a table for each size of corpus, the growth between them, and every sample as CSV.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::time::Duration;

use crate::process::Usage;

/// What is measured. Their order is that of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Row {
    Copy,
    Cold,
    Second,
    Watch,
    Serve,
    ServeEdit,
    Hugo,
    HugoRelated,
    Eleventy,
}

impl Row {
    pub(crate) const ALL: [Row; 9] = [
        Row::Copy,
        Row::Cold,
        Row::Second,
        Row::Watch,
        Row::Serve,
        Row::ServeEdit,
        Row::Hugo,
        Row::HugoRelated,
        Row::Eleventy,
    ];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Row::Copy => "cp -r of the output",
            Row::Cold => "chancery build, cold",
            Row::Second => "chancery build, over the same output",
            Row::Watch => "chancery build --watch, one edit",
            Row::Serve => "chancery serve, until the first page",
            Row::ServeEdit => "chancery serve, one edit",
            Row::Hugo => "hugo",
            Row::HugoRelated => "hugo with related pages",
            Row::Eleventy => "eleventy",
        }
    }
}

/// One measurement.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sample {
    pub(crate) usage: Usage,
    /// What the output folder holds afterwards; none where a row writes no folder of its own.
    pub(crate) output: Option<Output>,
}

/// The size of an output folder.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Output {
    pub(crate) files: usize,
    pub(crate) bytes: u64,
}

/// All measurements with one corpus.
#[derive(Debug, Default)]
pub(crate) struct Results {
    pub(crate) briefings: usize,
    pub(crate) samples: BTreeMap<Row, Vec<Sample>>,
}

/// The least and the median of a number over the samples of a row.
#[derive(Debug, Clone, Copy)]
struct Summary {
    least: f64,
    median: f64,
}

impl Results {
    fn summary(&self, row: Row, of: impl Fn(&Usage) -> Option<f64>) -> Option<Summary> {
        let samples = self.samples.get(&row)?;
        let mut all: Vec<f64> = samples.iter().filter_map(|sample| of(&sample.usage)).collect();
        all.sort_by(f64::total_cmp);

        // Of an even number the lower of the two in the middle: each number was measured.
        let median = *all.get(all.len().checked_sub(1)? / 2)?;

        Some(Summary { least: all[0], median })
    }

    fn wall(&self, row: Row) -> Option<Summary> {
        self.summary(row, |usage| Some(usage.wall.as_secs_f64()))
    }

    fn processor(&self, row: Row) -> Option<Summary> {
        self.summary(row, |usage| usage.processor.as_ref().map(Duration::as_secs_f64))
    }

    fn peak(&self, row: Row) -> Option<Summary> {
        self.summary(row, |usage| usage.peak.map(megabytes))
    }

    /// Writes the table; a row without samples has dashes.
    pub(crate) fn table(&self) -> String {
        let mut text = format!(
            "| {} briefings | wall, s | median | of the copy | processor, s | median | peak, MB | files | MB |\n",
            grouped(self.briefings),
        );
        text.push_str("|---|---|---|---|---|---|---|---|---|\n");

        for row in Row::ALL {
            let (wall, processor) = (self.wall(row), self.processor(row));
            let copy = wall.zip(self.wall(Row::Copy));
            // Only what writes a whole site is compared with writing it.
            let output = self.samples.get(&row).and_then(|all| all.last()?.output);
            let ratio = output.and(copy).map(|(wall, copy)| wall.least / copy.least);

            let cells = [
                cell(wall.map(|it| it.least), 3),
                cell(wall.map(|it| it.median), 3),
                cell(ratio, 1),
                cell(processor.map(|it| it.least), 2),
                cell(processor.map(|it| it.median), 2),
                cell(self.peak(row).map(|it| it.median), 0),
                output.map_or_else(dash, |it| grouped(it.files)),
                cell(output.map(|it| megabytes(it.bytes)), 1),
            ];
            let _ = writeln!(text, "| {} | {} |", row.name(), cells.join(" | "));
        }

        text
    }

    /// Writes every sample as a line of CSV, below [`CSV_HEAD`].
    pub(crate) fn csv(&self) -> String {
        let mut text = String::new();
        for (row, samples) in &self.samples {
            for (number, Sample { usage, output }) in samples.iter().enumerate() {
                let wall = usage.wall.as_secs_f64();
                let processor = usage.processor.map(|time| format!("{:.2}", time.as_secs_f64()));
                let _ = writeln!(
                    text,
                    "{},\"{}\",{},{wall:.4},{},{},{},{}",
                    self.briefings,
                    row.name(),
                    number + 1,
                    processor.unwrap_or_default(),
                    usage.peak.map(|bytes| bytes.to_string()).unwrap_or_default(),
                    output.map(|it| it.files.to_string()).unwrap_or_default(),
                    output.map(|it| it.bytes.to_string()).unwrap_or_default(),
                );
            }
        }

        text
    }
}

/// The first line of the CSV.
pub(crate) const CSV_HEAD: &str =
    "briefings,row,sample,wall_s,processor_s,peak_bytes,output_files,output_bytes\n";

/// Writes by how many times each row grows from one corpus to a larger one, least by least.
pub(crate) fn growth(from: &Results, to: &Results) -> String {
    let mut text = format!(
        "| growth from {} to {} | wall | processor | peak |\n|---|---|---|---|\n",
        grouped(from.briefings),
        grouped(to.briefings),
    );

    for row in Row::ALL {
        let times = |before: Option<Summary>, after: Option<Summary>| {
            // Ticks of the processor's account are too coarse for the smallest corpora.
            let both = before.zip(after).filter(|(before, _)| before.least > 0.0);
            cell(both.map(|(before, after)| after.least / before.least), 1)
        };
        let cells = [
            times(from.wall(row), to.wall(row)),
            times(from.processor(row), to.processor(row)),
            times(from.peak(row), to.peak(row)),
        ];
        let _ = writeln!(text, "| {} | {} |", row.name(), cells.join(" | "));
    }

    text
}

fn cell(number: Option<f64>, digits: usize) -> String {
    number.map_or_else(dash, |number| format!("{number:.digits$}"))
}

fn dash() -> String {
    "–".to_owned()
}

#[expect(clippy::cast_precision_loss, reason = "no folder holds 2^53 bytes")]
fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

/// Writes a number with commas between its thousands.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }

    text
}
