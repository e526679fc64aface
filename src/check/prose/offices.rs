//! Titles of office before or after a minister's name in prose: "Transport Secretary Mara Ellison".
//!
//! In: the names on a page, with the words around them. Out: findings. Invariant: only full names are
//! checked, and a title is refuted only where it fits none of the minister's roles on that day, or none at
//! all where the words refer to another time.

use std::collections::BTreeSet;

use super::names::Spellings;
use super::page::PageFacts;
use crate::content::minister::{Minister, Role};
use crate::content::statement::{Name, Surroundings};
use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::language::house_style;
use crate::lexicon::{RoleWords, ends_with_phrase, starts_with_phrase};
use crate::site::EntryId;

/// Reports ministers with a title that they did not hold on the page's day.
pub(super) fn wrong_titles(
    page: &PageFacts<'_>,
    spellings: &Spellings,
    findings: &mut Vec<Diagnostic>,
) {
    for name in &page.document.statements.names {
        let Some(id) = spellings.full_name(page.site, &name.text).filter(|_| !name.is_agreement)
        else {
            continue;
        };
        let Some(minister) = page.site.minister(id).filter(|it| !it.roles.is_empty()) else {
            continue;
        };

        let words = &page.lexicon.roles;
        let titles = [title_before(name, words), title_after(name, words)];
        let wrong = titles.into_iter().flatten().find(|title| !may_hold(page, minister, title));

        if let Some(title) = wrong {
            findings.push(finding(page, name, id, minister, &title));
        }
    }
}

/// A title in the words of a page.
struct WrittenTitle {
    text: String,
    /// Whether the words around it refer to another time than the page's day.
    is_of_another_time: bool,
    /// The years named near it.
    years: Vec<i16>,
}

/// Reads the title directly before a name: "the Health Minister, Dr".
fn title_before(name: &Name, words: &RoleWords) -> Option<WrittenTitle> {
    let mut before = name.around.before.trim_end();
    loop {
        let bare = words.honorifics.iter().find_map(|it| ends_with_phrase(before, it));
        match bare {
            Some(start) => before = before[..start].trim_end(),
            None => break,
        }
    }

    // "Said the Health Minister, Mara Ellison"
    let before = before.trim_end_matches(',').trim_end();
    let end = before.len();
    let mut start = end;
    let mut sure = end;

    for word in before.rsplit(' ') {
        let at = start.checked_sub(word.len())?;
        let is_capital = word.starts_with(char::is_uppercase);
        let is_joint = words.joints.contains(&word);
        if !is_capital && !is_joint
            || word.ends_with(['.', ',', ':', ';', '”', '"', ')']) && at + word.len() != end
        {
            break;
        }

        start = at;
        if is_capital {
            sure = start;
        }
        start = start.saturating_sub(1);
        if at == 0 {
            break;
        }
    }

    written(&before[sure..end], &name.around, words)
}

/// Reads the title after a name: ", the Energy Minister,", " is the Health Minister".
fn title_after(name: &Name, words: &RoleWords) -> Option<WrittenTitle> {
    let after = &name.around.after;
    let trimmed = without_letters(after.trim_start());
    let rest = match trimmed.strip_prefix(',') {
        Some(rest) => rest.trim_start(),
        None => {
            let length =
                words.copulas.iter().filter_map(|it| starts_with_phrase(trimmed, it)).max()?;
            trimmed[length..].trim_start()
        }
    };

    let rest = strip_articles(rest, words);
    let mut end = 0;
    let mut at = 0;
    for word in rest.split(' ') {
        let bare = word.trim_end_matches([',', '.', ':', ';', ')', '–']);
        let is_capital = bare.starts_with(char::is_uppercase);
        if !is_capital && !words.joints.contains(&bare) {
            break;
        }

        if is_capital {
            end = at + bare.len();
        }
        at += word.len() + 1;
        if bare.len() != word.len() {
            break;
        }
    }

    written(&rest[..end], &name.around, words)
}

/// Strips post-nominal letters after a name: "TD, Minister of State".
fn without_letters(text: &str) -> &str {
    const LONGEST: usize = 4;

    let end = text.find(|sign: char| !sign.is_alphabetic()).unwrap_or(text.len());
    let is_letters = (2..=LONGEST).contains(&end) && text[..end].chars().all(char::is_uppercase);
    if is_letters { text[end..].trim_start() } else { text }
}

fn strip_articles<'t>(text: &'t str, words: &RoleWords) -> &'t str {
    let mut rest = text;
    while let Some((first, after)) = rest.split_once(' ')
        && first.starts_with(char::is_lowercase)
        && (words.small.contains(&first) || words.copulas.contains(&first) || first.len() <= 2)
    {
        rest = after;
    }

    rest
}

/// Makes a title of the words, if they name an office.
fn written(text: &str, around: &Surroundings, words: &RoleWords) -> Option<WrittenTitle> {
    // Words further away refer to other people.
    const NEAR: usize = 48;

    let own = kernel(text, words);
    let is_office = own.iter().any(|word| words.offices.contains(&word.as_str()));

    // "The Department's Secretary" alone could refer to anybody.
    if !is_office {
        return None;
    }

    let before = tail(&around.before, NEAR + text.len());
    let after = head(&around.after, NEAR + text.len());
    let near = [before, after].concat().to_lowercase();
    let is_of_another_time =
        near.split(|sign: char| !sign.is_alphanumeric()).any(|word| words.past.contains(&word));

    let years = [before, after]
        .concat()
        .split(|sign: char| !sign.is_ascii_digit())
        .filter(|digits| digits.len() == 4)
        .filter_map(|digits| digits.parse().ok())
        .collect();

    Some(WrittenTitle { text: text.to_owned(), is_of_another_time, years })
}

fn tail(text: &str, length: usize) -> &str {
    let from = text.len().saturating_sub(length);
    let from = (from..=text.len()).find(|&at| text.is_char_boundary(at));
    &text[from.unwrap_or(text.len())..]
}

fn head(text: &str, length: usize) -> &str {
    let to = length.min(text.len());
    let to = (0..=to).rev().find(|&at| text.is_char_boundary(at));
    &text[..to.unwrap_or(0)]
}

/// Returns the words of a title that distinguish it from others.
fn kernel(title: &str, words: &RoleWords) -> BTreeSet<String> {
    title
        .split(|sign: char| !(sign.is_alphanumeric() || matches!(sign, '\'' | '’' | '.')))
        .map(|word| {
            let word = word.to_lowercase().replace('’', "'");
            let word = word.trim_end_matches('.');
            word.strip_suffix("'s").unwrap_or(word).to_owned()
        })
        .filter(|word| !word.is_empty() && !words.small.contains(&word.as_str()))
        .map(|word| match word.strip_suffix('s').filter(|it| it.len() > 3 && !it.ends_with('s')) {
            Some(singular) => singular.to_owned(),
            None => word,
        })
        .collect()
}

/// Tells whether the minister may hold a title on the page's day, or at the time that the words refer to.
fn may_hold(page: &PageFacts<'_>, minister: &Minister, title: &WrittenTitle) -> bool {
    let words = &page.lexicon.roles;

    minister.roles.iter().any(|role| {
        let fits = fits(role, &title.text, words);
        let in_time = title.is_of_another_time
            || role.may_be_held_on(page.day)
            || title.years.iter().any(|&year| may_be_held_in(role, year));

        fits && in_time
    })
}

fn may_be_held_in(role: &Role, year: i16) -> bool {
    let begun = role.from.as_ref().is_none_or(|from| from.value.first_day().year() <= year);
    let over = role.to.as_ref().is_some_and(|to| to.value.last_day().year() < year);
    begun && !over
}

/// Tells whether a written title may be that of a role: the words of one contain those of the other, or it
/// names the same office by the department.
fn fits(role: &Role, title: &str, words: &RoleWords) -> bool {
    let (own, written) = (kernel(role.english_title(), words), kernel(title, words));
    let department = role.english_organisation().map(|it| kernel(it, words)).unwrap_or_default();
    let is_office = |word: &&String| words.offices.contains(&word.as_str());
    let is_rank = |word: &String| words.ranks.contains(&word.as_str());

    // A role without a word for an office cannot be distinguished from others.
    if !own.iter().any(|word| is_office(&word)) {
        return true;
    }
    if own.symmetric_difference(&written).any(is_rank) {
        return false;
    }

    let shares_office = own.intersection(&written).any(|word| is_office(&word));
    let subject: BTreeSet<&String> = written.iter().filter(|word| !is_office(word)).collect();
    let of_department = shares_office
        && subject.iter().all(|word| own.contains(*word) || department.contains(*word));

    own.is_subset(&written) || written.is_subset(&own) && shares_office || of_department
}

fn finding(
    page: &PageFacts<'_>,
    name: &Name,
    id: EntryId,
    minister: &Minister,
    title: &WrittenTitle,
) -> Diagnostic {
    let day = house_style::day(page.day);
    let held = match minister.role_on(page.day) {
        Some(role) => format!("the record has `{}` on {day}", role.english_title()),
        None => format!("the record has no role on {day}"),
    };
    let place = Place::new(&page.document.path, name.span);
    let message = format!("you wrote `{}` of {}; {held}", title.text, name.text);
    let own = &page.site.entry(id).id.value;
    let finding =
        Diagnostic::new(Code::RoleNotHeld, place, message).label(page.site.place(id), "the record");

    match name.quoted {
        true => finding
            .severity(Severity::Warning)
            .help("a quotation keeps its words: waive the finding with `allow` and the reason"),
        false if !page.may_refer() => {
            finding.help("write the role of that day, or \"then\" or \"former\" before an earlier one")
        }
        false => finding.help(format!(
            "write the role of that day (`[[{own}#full]]` gives it), or \"then\" or \"former\" before an earlier one"
        )),
    }
}
