//! Prints a program.
//!
//! In: a [`Program`], the variables of a page, and what its site answers. Out: the page. Invariant: the bytes that
//! Tera prints, or [`Declined`]: a name that is not defined, or a value that only Tera can print, compare or go through,
//! ends the run, and Tera prints the page or says what is wrong with it.

use std::rc::Rc;

use pulldown_cmark_escape::escape_html;

use super::names::FieldName;
use super::program::{Operand, OwnedFieldName, PrintStep, Program, Slot, StepScope};
use super::syntax::{Comparison, Function, LoopField};
use super::view::{View, ViewFields};
use crate::language::{Language, PhraseSegment};

/// What a page's site answers to its templates.
pub(crate) trait Host {
    /// The language of the page.
    fn language(&self) -> &Language;

    /// Calls a function with a text for each argument; none where Tera has to say what is wrong.
    fn call(&self, function: Function, arguments: &[(&str, &str)]) -> Option<HostAnswer>;
}

/// What a function of a site returned.
#[derive(Debug)]
pub(crate) enum HostAnswer {
    Bool(bool),
    Text(String),
}

/// The page is left to Tera.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Declined;

/// A value while a program runs.
#[derive(Clone)]
enum RunValue<'v> {
    View(View<'v>),
    /// Text that is HTML already.
    SafeView(&'v str),
    Made(Rc<str>),
    SafeMade(Rc<str>),
    /// A part of a list, or a list that the template made.
    List(Rc<[RunValue<'v>]>),
}

/// The loop that is innermost at a place.
#[derive(Clone, Copy)]
struct Turn {
    index: usize,
    count: usize,
}

type Printed<T> = Result<T, Declined>;

/// Prints a program into `out`; when it is declined, `out` holds a part of the page.
///
/// # Errors
/// The page is Tera's to print.
pub(crate) fn print(
    program: &Program,
    variables: &dyn ViewFields,
    host: &dyn Host,
    out: &mut String,
) -> Result<(), Declined> {
    let variable = |name: &String| variables.field(FieldName::new(name)).map(RunValue::View);
    let slots = program.names.iter().map(variable).collect();
    let mut run = PrintRun { slots, turn: None, host, out };

    run.steps(&program.steps)
}

struct PrintRun<'v, 'r> {
    slots: Vec<Option<RunValue<'v>>>,
    turn: Option<Turn>,
    host: &'r dyn Host,
    out: &'r mut String,
}

impl<'v> PrintRun<'v, '_> {
    fn steps(&mut self, steps: &'v [PrintStep]) -> Printed<()> {
        for step in steps {
            match step {
                PrintStep::Text(text) => self.out.push_str(text),
                PrintStep::Print(operand) => self.print(operand)?,
                PrintStep::If { condition, then, otherwise } => {
                    let holds = self.holds(condition)?;
                    self.steps(if holds { then } else { otherwise })?;
                }
                PrintStep::For { slot, list, body, otherwise } => {
                    self.for_each(*slot, list, body, otherwise)?;
                }
                PrintStep::Set { slot, value } => {
                    let value = self.value(value)?;
                    self.slots[*slot] = Some(value);
                }
                PrintStep::Capture { slot, body } => {
                    let text = self.capture(body)?;
                    self.slots[*slot] = Some(RunValue::SafeMade(text));
                }
                PrintStep::Include(scope) => {
                    let before = self.remember(scope);
                    self.steps(&scope.steps)?;
                    self.restore(scope, before);
                }
            }
        }

        Ok(())
    }

    fn remember(&self, scope: &StepScope) -> Vec<Option<RunValue<'v>>> {
        scope.sets.iter().map(|slot| self.slots[*slot].clone()).collect()
    }

    fn restore(&mut self, scope: &StepScope, before: Vec<Option<RunValue<'v>>>) {
        for (slot, value) in scope.sets.iter().zip(before) {
            self.slots[*slot] = value;
        }
    }

    fn for_each(
        &mut self,
        slot: Slot,
        list: &'v Operand,
        body: &'v StepScope,
        otherwise: &'v [PrintStep],
    ) -> Printed<()> {
        let list = self.value(list)?;
        let count = list.count().ok_or(Declined)?;
        if count == 0 {
            return self.steps(otherwise);
        }

        let outer = self.turn;
        let before = self.remember(body);

        for index in 0..count {
            // What a turn sets is forgotten in the next.
            if index > 0 && body.sets.len() > 1 {
                self.restore(body, before.clone());
            }
            self.turn = Some(Turn { index, count });
            self.slots[slot] = list.item(index);
            self.steps(&body.steps)?;
        }

        self.restore(body, before);
        self.turn = outer;

        Ok(())
    }

    /// Returns what steps print.
    fn capture(&mut self, steps: &'v [PrintStep]) -> Printed<Rc<str>> {
        let start = self.out.len();
        self.steps(steps)?;
        let text = Rc::from(&self.out[start..]);
        self.out.truncate(start);

        Ok(text)
    }

    fn print(&mut self, operand: &'v Operand) -> Printed<()> {
        match operand {
            Operand::Path(slot, fields) if !fields.is_empty() => {
                let view = self.path(*slot, fields)?.ok_or(Declined)?;
                return self.print_view(view);
            }
            // Straight into the page, without a text in between.
            Operand::Fill(phrase, places) => return self.fill(phrase, places),
            Operand::Plural(forms, places) => return self.plural(forms, places),
            _ => {}
        }

        match self.value(operand)? {
            RunValue::View(view) => return self.print_view(view),
            RunValue::Made(text) => self.escape(&text),
            RunValue::SafeView(text) => self.out.push_str(text),
            RunValue::SafeMade(text) => self.out.push_str(&text),
            RunValue::List(_) => return Err(Declined),
        }

        Ok(())
    }

    fn print_view(&mut self, view: View<'_>) -> Printed<()> {
        match view {
            View::None => {}
            View::Bool(value) => self.out.push_str(if value { "true" } else { "false" }),
            View::Number(number) => self.out.push_str(&number.to_string()),
            View::Text(text) => self.escape(text),
            View::List(_) | View::Object(_) | View::Packed(_) | View::Free(_) => {
                return Err(Declined);
            }
        }

        Ok(())
    }

    fn escape(&mut self, text: &str) {
        escape_html(&mut *self.out, text).expect("a text takes whatever is written to it");
    }

    /// Returns a value; an undefined one declines the page.
    fn value(&mut self, operand: &'v Operand) -> Printed<RunValue<'v>> {
        self.find(operand)?.ok_or(Declined)
    }

    /// Returns a value, or none where it is not defined.
    fn find(&mut self, operand: &'v Operand) -> Printed<Option<RunValue<'v>>> {
        Ok(Some(match operand {
            Operand::None => RunValue::View(View::None),
            Operand::Bool(value) => RunValue::View(View::Bool(*value)),
            Operand::Number(number) => RunValue::View(View::Number(*number)),
            Operand::Text(text) => RunValue::View(View::Text(text)),
            Operand::Path(slot, fields) if fields.is_empty() => {
                return Ok(self.slots[*slot].clone());
            }
            Operand::Path(slot, fields) => {
                return Ok(self.path(*slot, fields)?.map(RunValue::View));
            }
            Operand::Loop(field) => RunValue::View(self.loop_field(*field)?),
            Operand::Field(of, name) => return Ok(field(self.view(of)?, name)?.map(RunValue::View)),
            Operand::Item(of, index) => self.value(of)?.item(*index).ok_or(Declined)?,

            Operand::Slice { list, start, end } => {
                let list = self.value(list)?;
                let count = list.count().ok_or(Declined)?;
                let range = (*start).min(count)..end.unwrap_or(count).min(count);
                RunValue::List(range.filter_map(|index| list.item(index)).collect())
            }
            Operand::Collect { value, slot, list, condition } => {
                self.collect(value, *slot, list, condition.as_deref())?
            }

            Operand::Not(_)
            | Operand::Compare(..)
            | Operand::IsDefined(_)
            | Operand::Contains(_)
            | Operand::StartsWith(_)
            | Operand::EndsWith(_) => RunValue::View(View::Bool(self.holds(operand)?)),
            Operand::And(both) => {
                let first = self.value(&both[0])?;
                if first.holds() { self.value(&both[1])? } else { first }
            }
            Operand::Or(both) => {
                let first = self.value(&both[0])?;
                if first.holds() { first } else { self.value(&both[1])? }
            }
            Operand::Choice(parts) => {
                let chosen = if self.holds(&parts[0])? { &parts[1] } else { &parts[2] };
                self.value(chosen)?
            }
            Operand::Join(both) => {
                let (first, second) = (self.value(&both[0])?, self.value(&both[1])?);
                let (first, second) = (first.plain_text()?, second.plain_text()?);
                RunValue::Made(format!("{first}{second}").into())
            }

            Operand::Safe(value) => match self.value(value)? {
                RunValue::View(View::Text(text)) => RunValue::SafeView(text),
                RunValue::Made(text) => RunValue::SafeMade(text),
                other => other,
            },
            Operand::Length(value) => {
                let length = self.value(value)?.length()?;
                RunValue::View(View::Number(length as u64))
            }
            Operand::Get(both) => {
                let (map, key) = (self.view(&both[0])?, self.value(&both[1])?);
                RunValue::View(map.field(FieldName::new(key.text()?)).ok_or(Declined)?)
            }
            Operand::Replace(parts) => {
                let [text, from, to] = &**parts;
                let (text, from, to) = (self.value(text)?, self.value(from)?, self.value(to)?);
                // What is HTML already is replaced with regard to that.
                if text.is_safe() || to.is_safe() {
                    return Err(Declined);
                }
                RunValue::Made(text.text()?.replace(from.text()?, to.text()?).into())
            }
            Operand::Fill(phrase, places) => {
                RunValue::SafeMade(self.made(|run| run.fill(phrase, places))?)
            }
            Operand::Plural(forms, places) => {
                RunValue::SafeMade(self.made(|run| run.plural(forms, places))?)
            }

            Operand::Call(function, arguments) => self.call(*function, arguments)?,
            Operand::Super(steps) => RunValue::SafeMade(self.capture(steps)?),
        }))
    }

    /// Returns a field of a variable, or of its field.
    fn path(&self, slot: Slot, fields: &[OwnedFieldName]) -> Printed<Option<View<'v>>> {
        let Some(RunValue::View(mut view)) = self.slots[slot] else {
            return Err(Declined);
        };
        let Some((last, fields)) = fields.split_last() else {
            return Ok(Some(view));
        };
        for name in fields {
            view = field(view, name)?.ok_or(Declined)?;
        }

        field(view, last)
    }

    /// Returns a value that has fields or items.
    fn view(&mut self, operand: &'v Operand) -> Printed<View<'v>> {
        match self.value(operand)? {
            RunValue::View(view) => Ok(view),
            RunValue::SafeView(_)
            | RunValue::Made(_)
            | RunValue::SafeMade(_)
            | RunValue::List(_) => Err(Declined),
        }
    }

    fn collect(
        &mut self,
        value: &'v Operand,
        slot: Slot,
        list: &'v Operand,
        condition: Option<&'v Operand>,
    ) -> Printed<RunValue<'v>> {
        let list = self.value(list)?;
        let count = list.count().ok_or(Declined)?;
        let before = self.slots[slot].take();
        let mut collected = Vec::new();

        for index in 0..count {
            self.slots[slot] = list.item(index);
            let holds = match condition {
                Some(condition) => self.holds(condition)?,
                None => true,
            };
            if holds {
                collected.push(self.value(value)?);
            }
        }
        self.slots[slot] = before;

        Ok(RunValue::List(collected.into()))
    }

    fn loop_field(&self, field: LoopField) -> Printed<View<'v>> {
        let Turn { index, count } = self.turn.ok_or(Declined)?;

        Ok(match field {
            LoopField::Index => View::Number(index as u64 + 1),
            LoopField::Index0 => View::Number(index as u64),
            LoopField::Length => View::Number(count as u64),
            LoopField::First => View::Bool(index == 0),
            LoopField::Last => View::Bool(index + 1 == count),
        })
    }

    fn holds(&mut self, operand: &'v Operand) -> Printed<bool> {
        Ok(match operand {
            Operand::Not(value) => !self.holds(value)?,
            Operand::And(both) => self.holds(&both[0])? && self.holds(&both[1])?,
            Operand::Or(both) => self.holds(&both[0])? || self.holds(&both[1])?,
            Operand::Compare(how, both) => {
                let (first, second) = (self.value(&both[0])?, self.value(&both[1])?);
                compare(*how, &first, &second)?
            }
            Operand::IsDefined(value) => self.find(value)?.is_some(),
            Operand::Contains(both) => self.part(both, |text, part| text.contains(part))?,
            Operand::StartsWith(both) => self.part(both, |text, part| text.starts_with(part))?,
            Operand::EndsWith(both) => self.part(both, |text, part| text.ends_with(part))?,
            Operand::Path(slot, fields) if !fields.is_empty() => {
                RunValue::View(self.path(*slot, fields)?.ok_or(Declined)?).holds()
            }
            _ => self.value(operand)?.holds(),
        })
    }

    fn part(&mut self, both: &'v [Operand; 2], has: fn(&str, &str) -> bool) -> Printed<bool> {
        let (text, part) = (self.value(&both[0])?, self.value(&both[1])?);
        Ok(has(text.text()?, part.text()?))
    }

    /// Returns what `make` prints.
    fn made(&mut self, make: impl FnOnce(&mut Self) -> Printed<()>) -> Printed<Rc<str>> {
        let start = self.out.len();
        make(self)?;
        let text = Rc::from(&self.out[start..]);
        self.out.truncate(start);

        Ok(text)
    }

    fn plural(&mut self, forms: &'v Operand, places: &'v [(String, Operand)]) -> Printed<()> {
        let count = places.iter().find(|(name, _)| name == "count").ok_or(Declined)?;
        let RunValue::View(View::Number(count)) = self.value(&count.1)? else {
            return Err(Declined);
        };

        let forms = self.view(forms)?;
        let category = self.host.language().plural_category(count);

        // A language whose numbers all take one form needs no plural forms.
        let phrase = match forms {
            View::Text(phrase) => phrase,
            forms => {
                match forms
                    .field(FieldName::new(category))
                    .or_else(|| forms.field(FieldName::new("other")))
                {
                    Some(View::Text(phrase)) => phrase,
                    _ => return Err(Declined),
                }
            }
        };
        self.fill_phrase(phrase, places)
    }

    fn fill(&mut self, phrase: &'v Operand, places: &'v [(String, Operand)]) -> Printed<()> {
        let phrase = self.value(phrase)?;
        self.fill_phrase(phrase.text()?, places)
    }

    /// Prints a phrase with its placeholders substituted, as the filter of Tera does.
    fn fill_phrase(&mut self, phrase: &str, places: &'v [(String, Operand)]) -> Printed<()> {
        // Tera asks for every argument before the filter has its turn.
        let mut values = Vec::with_capacity(places.len());
        for (name, place) in places {
            values.push((name.as_str(), self.value(place)?));
        }

        for segment in PhraseSegment::split(phrase) {
            let name = match segment {
                PhraseSegment::Text(text) => {
                    self.escape(text);
                    continue;
                }
                PhraseSegment::Placeholder(name) => name,
            };

            let (_, value) = values.iter().find(|(given, _)| *given == name).ok_or(Declined)?;
            match value {
                // With the digits and the grouping of the page's language.
                RunValue::View(View::Number(number)) => {
                    self.out.push_str(&self.host.language().integer(*number));
                }
                RunValue::View(View::Text(text)) => self.escape(text),
                RunValue::View(View::None) => {}
                RunValue::Made(text) => self.escape(text),
                RunValue::SafeView(text) => self.out.push_str(text),
                RunValue::SafeMade(text) => self.out.push_str(text),
                RunValue::View(_) | RunValue::List(_) => return Err(Declined),
            }
        }

        Ok(())
    }

    fn call(
        &mut self,
        function: Function,
        arguments: &'v [(String, Operand)],
    ) -> Printed<RunValue<'v>> {
        let mut values = Vec::with_capacity(arguments.len());
        for (name, argument) in arguments {
            values.push((name.as_str(), self.value(argument)?));
        }

        let mut texts = Vec::with_capacity(values.len());
        for (name, value) in &values {
            texts.push((*name, value.text()?));
        }

        match self.host.call(function, &texts).ok_or(Declined)? {
            HostAnswer::Bool(value) => Ok(RunValue::View(View::Bool(value))),
            HostAnswer::Text(text) => Ok(RunValue::Made(text.into())),
        }
    }
}

/// Returns a field of an object. Of a list, a text, or nothing at all no field can be asked: that is Tera's to report.
fn field<'v>(of: View<'v>, name: &OwnedFieldName) -> Printed<Option<View<'v>>> {
    match of {
        View::Object(_) | View::Packed(_) | View::Free(_) => Ok(of.field(name.name())),
        View::None | View::Bool(_) | View::Number(_) | View::Text(_) | View::List(_) => {
            Err(Declined)
        }
    }
}

impl<'v> RunValue<'v> {
    /// Returns how many items a list has; none where this is no list.
    fn count(&self) -> Option<usize> {
        match self {
            RunValue::View(view) => view.list(),
            RunValue::List(items) => Some(items.len()),
            RunValue::SafeView(_) | RunValue::Made(_) | RunValue::SafeMade(_) => None,
        }
    }

    fn item(&self, index: usize) -> Option<RunValue<'v>> {
        match self {
            RunValue::View(view) => view.item(index).map(RunValue::View),
            RunValue::List(items) => items.get(index).cloned(),
            RunValue::SafeView(_) | RunValue::Made(_) | RunValue::SafeMade(_) => None,
        }
    }

    fn is_safe(&self) -> bool {
        matches!(self, RunValue::SafeView(_) | RunValue::SafeMade(_))
    }

    /// Tells whether a condition holds with this value.
    fn holds(&self) -> bool {
        match self {
            RunValue::View(View::None) => false,
            RunValue::View(View::Bool(value)) => *value,
            RunValue::View(View::Number(number)) => *number != 0,
            RunValue::View(View::Text(text)) | RunValue::SafeView(text) => !text.is_empty(),
            RunValue::Made(text) | RunValue::SafeMade(text) => !text.is_empty(),
            RunValue::View(View::List(items)) => items.count() > 0,
            RunValue::List(items) => !items.is_empty(),
            // An object of ours has fields.
            RunValue::View(View::Object(_)) => true,
            RunValue::View(View::Packed(packed)) => {
                packed.list().or_else(|| packed.object()).is_some_and(|count| count > 0)
            }
            RunValue::View(View::Free(value)) => value.is_truthy(),
        }
    }

    fn text(&self) -> Printed<&str> {
        match self {
            RunValue::View(View::Text(text)) | RunValue::SafeView(text) => Ok(text),
            RunValue::Made(text) | RunValue::SafeMade(text) => Ok(text),
            RunValue::View(_) | RunValue::List(_) => Err(Declined),
        }
    }

    /// Returns a text or a whole number as text.
    fn plain_text(&self) -> Printed<std::borrow::Cow<'_, str>> {
        match self {
            RunValue::View(View::Number(number)) => Ok(number.to_string().into()),
            _ => Ok(self.text()?.into()),
        }
    }

    /// Returns the number of a list's items or a text's letters.
    fn length(&self) -> Printed<usize> {
        match self {
            RunValue::View(view) => match view {
                View::Text(text) => Ok(text.chars().count()),
                view => view.list().ok_or(Declined),
            },
            RunValue::List(items) => Ok(items.len()),
            _ => Ok(self.text()?.chars().count()),
        }
    }
}

/// Compares two values of one kind; of two kinds, Tera says what it makes of them.
fn compare(how: Comparison, first: &RunValue<'_>, second: &RunValue<'_>) -> Printed<bool> {
    let is_equal = match (first, second) {
        (RunValue::View(View::Number(first)), RunValue::View(View::Number(second))) => {
            return Ok(match how {
                Comparison::Equal => first == second,
                Comparison::Unequal => first != second,
                Comparison::Less => first < second,
                Comparison::LessOrEqual => first <= second,
                Comparison::Greater => first > second,
                Comparison::GreaterOrEqual => first >= second,
            });
        }
        (RunValue::View(View::Bool(first)), RunValue::View(View::Bool(second))) => first == second,
        (RunValue::View(View::None), RunValue::View(View::None)) => true,
        // Nothing is equal to no value but none itself.
        (RunValue::View(View::None), _) | (_, RunValue::View(View::None)) => false,
        _ => first.text()? == second.text()?,
    };

    match how {
        Comparison::Equal => Ok(is_equal),
        Comparison::Unequal => Ok(!is_equal),
        _ => Err(Declined),
    }
}
