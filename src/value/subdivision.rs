//! Parts of states, by their ISO 3166-2 codes.

/// Every code and its English name, sorted by code: Unicode CLDR 48.2, `common/subdivisions/en.xml` (Unicode License v3).
const TABLE: &str = include_str!("subdivisions.tsv");

/// A part of a state: a nation, a province, a region.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Subdivision {
    code: &'static str,
    name: &'static str,
}

impl Subdivision {
    /// Finds a part by its code, in either case: `gb-sct`.
    #[must_use]
    pub(super) fn find(code: &str) -> Option<Subdivision> {
        let code = code.to_ascii_lowercase();

        // By halves, over bytes: a table of five thousand pairs would have to be relocated at every start.
        let (mut low, mut high) = (0, TABLE.len());
        while low < high {
            let middle = low + (high - low) / 2;
            let start = TABLE.as_bytes()[..middle].iter().rposition(|&byte| byte == b'\n');
            let start = start.map_or(0, |at| at + 1);
            let line = TABLE[start..].lines().next()?;
            let (known, name) = line.split_once('\t')?;

            match known.cmp(&*code) {
                std::cmp::Ordering::Equal => return Some(Subdivision { code: known, name }),
                std::cmp::Ordering::Less => low = start + line.len() + 1,
                std::cmp::Ordering::Greater => high = start,
            }
        }

        None
    }

    /// Returns the parts with an English name, as `fold` compares it: several states have a Victoria.
    pub(super) fn named(
        text: &str,
        fold: impl Fn(&str) -> Option<String>,
    ) -> impl Iterator<Item = Subdivision> {
        // Lengths first: there are five thousand names.
        let length = text.chars().count();
        Subdivision::all().filter(move |part| {
            part.name.chars().count() == length && fold(part.name).as_deref() == Some(text)
        })
    }

    /// Returns every part, by code.
    pub(super) fn all() -> impl Iterator<Item = Subdivision> {
        let lines = TABLE.lines().filter_map(|line| line.split_once('\t'));
        lines.map(|(code, name)| Subdivision { code, name })
    }

    /// Returns the code: `gb-sct`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.code
    }

    /// Returns the English name.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Returns the code of its state: `gb`.
    #[must_use]
    pub fn state(&self) -> &'static str {
        &self.code[..2]
    }
}

#[cfg(test)]
mod tests {
    use super::Subdivision;

    #[test]
    fn every_part_is_found_by_its_code() {
        for part in Subdivision::all() {
            assert_eq!(Subdivision::find(part.code()), Some(part));
        }

        for code in ["", "gb", "gb-", "gb-zzz", "aa-aa", "zz-zz", "gb-sct\n"] {
            assert_eq!(Subdivision::find(code), None, "{code:?}");
        }
    }
}
