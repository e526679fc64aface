//! The answers of ministers: the role on a day, and the role with the name.
//!
//! In: a minister, a part and a voice. Out: an [`Answer`]. Invariant: only a role held on the day is given.

use crate::diagnostic::Code;
use crate::language::house_style;
use crate::site::answer::{Answer, ReferenceError, no_part};
use crate::site::id::EntryId;
use crate::site::index::{Index, Voice};
use crate::source::Spanned;
use crate::value::{Date, Day};

/// Answers a part of a minister.
pub(super) fn answer(
    index: &Index,
    id: EntryId,
    part: &str,
    voice: Voice<'_>,
) -> Result<Answer, ReferenceError> {
    if !matches!(part, "role" | "full") {
        return Err(no_part(index, id, part, ["role", "full"].into_iter()));
    }

    let role = index.minister(id).and_then(|minister| minister.role_on(voice.day));
    let Some(role) = role else {
        return Err(no_role(index, id, voice.day));
    };

    let (title, foreign) = index.words_in(id, &role.title.value, voice.language);
    let words = match (part, foreign) {
        ("role", _) => title.to_owned(),
        // The name of the language that the title is in: half a name in each would be neither.
        (_, None) => format!("{title} {}", index.name_in(id, voice.language).0),
        (_, Some(_)) => format!("{title} {}", index.title(id)),
    };

    Ok(Answer { lang: foreign.cloned(), ..Answer::new(index, id, words) })
}

/// Explains that a minister held no role on a day, listing the recorded roles.
pub(super) fn no_role(index: &Index, id: EntryId, day: Day) -> ReferenceError {
    let roles = index.minister(id).map(|minister| minister.roles.as_slice()).unwrap_or_default();
    let end = |date: &Option<Spanned<Date>>| {
        date.as_ref().map_or_else(|| "…".to_owned(), |date| house_style::date(date.value))
    };

    let known: Vec<String> = roles
        .iter()
        .map(|role| {
            format!("{} ({} to {})", role.title.value.own(), end(&role.from), end(&role.to))
        })
        .collect();

    let help = if known.is_empty() {
        "the record names no role: add `roles` with their dates".to_owned()
    } else {
        format!("the record has: {}", known.join("; "))
    };

    let name = index.title(id);
    let message = format!("{name} held no role on {}", house_style::day(day));

    ReferenceError::new(Code::RoleNotHeld, message, help)
}
