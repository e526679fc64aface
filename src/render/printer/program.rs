//! A template ready to be printed: its parents, blocks and includes put in place, its names made numbers.
//!
//! In: all templates of a theme, read. Out: a [`Program`] of one of them. Invariant: a program prints what Tera
//! prints of the same variables, or nothing.

use std::collections::{BTreeMap, HashMap};

use super::names::FieldName;
use super::parser;
use super::syntax::{
    Comparison, Expression, Filter, Function, LoopField, Syntax, TemplateNode, Test,
};

/// The number of a variable within its program.
pub(super) type Slot = usize;

/// A template that can be printed without Tera.
#[derive(Debug)]
pub(crate) struct Program {
    /// The names of all variables, in the order of their slots.
    pub(super) names: Vec<String>,
    pub(super) steps: Vec<PrintStep>,
}

#[derive(Debug)]
pub(super) enum PrintStep {
    Text(String),
    Print(Operand),
    If { condition: Operand, then: Vec<PrintStep>, otherwise: Vec<PrintStep> },
    For { slot: Slot, list: Operand, body: StepScope, otherwise: Vec<PrintStep> },
    Set { slot: Slot, value: Operand },
    Capture { slot: Slot, body: Vec<PrintStep> },
    Include(StepScope),
}

/// Steps whose variables are forgotten behind them.
#[derive(Debug)]
pub(super) struct StepScope {
    pub(super) steps: Vec<PrintStep>,
    /// The variables that the steps may set.
    pub(super) sets: Vec<Slot>,
}

/// The name of a field, with its hash.
#[derive(Debug)]
pub(super) struct OwnedFieldName {
    text: Box<str>,
    hash: u32,
}

impl OwnedFieldName {
    fn new(text: &str) -> OwnedFieldName {
        OwnedFieldName { text: text.into(), hash: FieldName::new(text).hash }
    }

    pub(super) fn name(&self) -> FieldName<'_> {
        FieldName { text: &self.text, hash: self.hash }
    }
}

#[derive(Debug)]
pub(super) enum Operand {
    None,
    Bool(bool),
    Number(u64),
    Text(String),
    /// A variable, or a field of one, and its field…
    Path(Slot, Vec<OwnedFieldName>),
    Loop(LoopField),
    /// A field of something that is no variable.
    Field(Box<Operand>, OwnedFieldName),
    Item(Box<Operand>, usize),
    Slice {
        list: Box<Operand>,
        start: usize,
        end: Option<usize>,
    },
    /// The value for each item of a list whose condition holds, with the item in a slot.
    Collect {
        value: Box<Operand>,
        slot: Slot,
        list: Box<Operand>,
        condition: Option<Box<Operand>>,
    },
    Not(Box<Operand>),
    And(Box<[Operand; 2]>),
    Or(Box<[Operand; 2]>),
    Compare(Comparison, Box<[Operand; 2]>),
    Join(Box<[Operand; 2]>),
    Choice(Box<[Operand; 3]>),
    IsDefined(Box<Operand>),
    Contains(Box<[Operand; 2]>),
    StartsWith(Box<[Operand; 2]>),
    EndsWith(Box<[Operand; 2]>),
    Safe(Box<Operand>),
    Length(Box<Operand>),
    Get(Box<[Operand; 2]>),
    /// A text, what is replaced in it, and by what.
    Replace(Box<[Operand; 3]>),
    Fill(Box<Operand>, Vec<(String, Operand)>),
    Plural(Box<Operand>, Vec<(String, Operand)>),
    Call(Function, Vec<(String, Operand)>),
    /// What the parent's block prints.
    Super(Vec<PrintStep>),
}

/// Makes the programs of those templates that can be printed without Tera.
pub(crate) fn programs<'t>(
    templates: impl Iterator<Item = (&'t str, &'t str)>,
) -> BTreeMap<String, Program> {
    let read: BTreeMap<&str, Syntax> =
        templates.filter_map(|(name, text)| Some((name, parser::parse(text)?))).collect();

    // Tera escapes what it prints in these alone.
    let escaped = read.keys().filter(|name| name.ends_with(".html"));
    escaped.filter_map(|name| Some(((*name).to_owned(), program(&read, name)?))).collect()
}

fn program(read: &BTreeMap<&str, Syntax>, name: &str) -> Option<Program> {
    // From the template to the one that extends no other.
    let mut chain = Vec::new();
    let mut next = Some(name);
    while let Some(name) = next {
        // A circle of parents is Tera's to report.
        if chain.len() > read.len() {
            return None;
        }
        let syntax = read.get(name)?;
        chain.push(syntax);
        next = syntax.parent.as_deref();
    }

    let mut lineages: HashMap<&str, Vec<&[TemplateNode]>> = HashMap::new();
    for syntax in &chain {
        collect_blocks(&syntax.nodes, &mut lineages);
    }

    let mut linker = Linker { read, lineages, open: Vec::new(), includes: 0, names: Vec::new() };
    let mut sets = Vec::new();
    let steps = linker.steps(&chain.last()?.nodes, &mut sets)?;

    Some(Program { names: linker.names, steps })
}

/// Collects the bodies of each block, those of the template itself before its parents'.
fn collect_blocks<'s>(
    nodes: &'s [TemplateNode],
    lineages: &mut HashMap<&'s str, Vec<&'s [TemplateNode]>>,
) {
    for node in nodes {
        match node {
            TemplateNode::Block { name, body } => {
                lineages.entry(name).or_default().push(body);
                collect_blocks(body, lineages);
            }
            TemplateNode::If { then, otherwise, .. } => {
                collect_blocks(then, lineages);
                collect_blocks(otherwise, lineages);
            }
            TemplateNode::For { body, otherwise, .. } => {
                collect_blocks(body, lineages);
                collect_blocks(otherwise, lineages);
            }
            TemplateNode::Capture { body, .. } => collect_blocks(body, lineages),
            TemplateNode::Text(_)
            | TemplateNode::Print(_)
            | TemplateNode::Set { .. }
            | TemplateNode::Include(_) => {}
        }
    }
}

struct Linker<'s> {
    read: &'s BTreeMap<&'s str, Syntax>,
    lineages: HashMap<&'s str, Vec<&'s [TemplateNode]>>,
    /// The blocks that are being put in place, each with its level in its lineage.
    open: Vec<(&'s str, usize)>,
    /// How many templates are included in one another.
    includes: usize,
    names: Vec<String>,
}

/// So many templates may include one another; a circle of them is Tera's to report.
const INCLUDES: usize = 16;

impl<'s> Linker<'s> {
    fn slot(&mut self, name: &str) -> Slot {
        let known = self.names.iter().position(|known| known == name);
        known.unwrap_or_else(|| {
            self.names.push(name.to_owned());
            self.names.len() - 1
        })
    }

    /// Returns the slot of a variable that a template sets.
    fn set_slot(&mut self, name: &str, sets: &mut Vec<Slot>) -> Option<Slot> {
        // By `words` the filters know the page's language, which no template changes.
        if name == "words" {
            return None;
        }

        let slot = self.slot(name);
        if !sets.contains(&slot) {
            sets.push(slot);
        }
        Some(slot)
    }

    /// Puts statements in place; adds the variables that they may set to `sets`.
    fn steps(&mut self, nodes: &'s [TemplateNode], sets: &mut Vec<Slot>) -> Option<Vec<PrintStep>> {
        let mut steps = Vec::new();
        self.add_steps(nodes, sets, &mut steps)?;
        Some(steps)
    }

    fn add_steps(
        &mut self,
        nodes: &'s [TemplateNode],
        sets: &mut Vec<Slot>,
        steps: &mut Vec<PrintStep>,
    ) -> Option<()> {
        for node in nodes {
            let step = match node {
                TemplateNode::Text(text) => {
                    if let Some(PrintStep::Text(before)) = steps.last_mut() {
                        before.push_str(text);
                        continue;
                    }
                    PrintStep::Text(text.clone())
                }
                TemplateNode::Print(Expression::Super) => {
                    self.add_parent_block(sets, steps)?;
                    continue;
                }
                TemplateNode::Block { name, .. } => {
                    self.add_block(name, sets, steps)?;
                    continue;
                }

                TemplateNode::Print(value) => PrintStep::Print(self.operand(value)?),
                TemplateNode::If { condition, then, otherwise } => PrintStep::If {
                    condition: self.operand(condition)?,
                    then: self.steps(then, sets)?,
                    otherwise: self.steps(otherwise, sets)?,
                },
                TemplateNode::For { name, list, body, otherwise } => {
                    let list = self.operand(list)?;
                    let mut inner = Vec::new();
                    let slot = self.set_slot(name, &mut inner)?;
                    let body = self.steps(body, &mut inner)?;
                    let body = StepScope { steps: body, sets: inner };
                    PrintStep::For { slot, list, body, otherwise: self.steps(otherwise, sets)? }
                }
                TemplateNode::Set { name, value } => {
                    let value = self.operand(value)?;
                    PrintStep::Set { slot: self.set_slot(name, sets)?, value }
                }
                TemplateNode::Capture { name, body } => {
                    let body = self.steps(body, sets)?;
                    PrintStep::Capture { slot: self.set_slot(name, sets)?, body }
                }
                TemplateNode::Include(name) => PrintStep::Include(self.include(name)?),
            };
            steps.push(step);
        }

        Some(())
    }

    fn include(&mut self, name: &str) -> Option<StepScope> {
        let syntax = self.read.get(name)?;

        // A template with a parent, or with blocks of its own, is Tera's to include.
        let mut blocks = HashMap::new();
        collect_blocks(&syntax.nodes, &mut blocks);
        if syntax.parent.is_some() || !blocks.is_empty() || self.includes == INCLUDES {
            return None;
        }

        // A part is no piece of the block that includes it.
        let open = std::mem::take(&mut self.open);
        self.includes += 1;
        let mut sets = Vec::new();
        let steps = self.steps(&syntax.nodes, &mut sets);
        self.includes -= 1;
        self.open = open;

        Some(StepScope { steps: steps?, sets })
    }

    fn add_block(
        &mut self,
        name: &'s str,
        sets: &mut Vec<Slot>,
        steps: &mut Vec<PrintStep>,
    ) -> Option<()> {
        // A block within itself is Tera's to report.
        if self.open.iter().any(|(open, _)| *open == name) {
            return None;
        }
        let body = *self.lineages.get(name)?.first()?;

        self.open.push((name, 0));
        let added = self.add_steps(body, sets, steps);
        self.open.pop();
        added
    }

    /// Puts the parent's block in the place of `{{ super() }}`.
    fn add_parent_block(&mut self, sets: &mut Vec<Slot>, steps: &mut Vec<PrintStep>) -> Option<()> {
        let (name, level) = *self.open.last()?;
        let body = *self.lineages.get(name)?.get(level + 1)?;

        self.open.push((name, level + 1));
        let added = self.add_steps(body, sets, steps);
        self.open.pop();
        added
    }

    fn operand(&mut self, expression: &'s Expression) -> Option<Operand> {
        Some(match expression {
            Expression::None => Operand::None,
            Expression::Bool(value) => Operand::Bool(*value),
            Expression::Number(number) => Operand::Number(*number),
            Expression::Text(text) => Operand::Text(text.clone()),
            Expression::Name(name) => Operand::Path(self.slot(name), Vec::new()),
            Expression::Loop(field) => Operand::Loop(*field),
            Expression::Field(of, name) => {
                let name = OwnedFieldName::new(name);
                match self.operand(of)? {
                    Operand::Path(slot, mut fields) => {
                        fields.push(name);
                        Operand::Path(slot, fields)
                    }
                    of => Operand::Field(Box::new(of), name),
                }
            }
            Expression::Item(of, index) => Operand::Item(self.boxed(of)?, *index),
            Expression::Slice { list, start, end } => {
                Operand::Slice { list: self.boxed(list)?, start: *start, end: *end }
            }
            Expression::Collect { value, name, list, condition } => {
                let list = self.boxed(list)?;
                let slot = self.set_slot(name, &mut Vec::new())?;
                let condition = match condition {
                    Some(condition) => Some(self.boxed(condition)?),
                    None => None,
                };
                Operand::Collect { value: self.boxed(value)?, slot, list, condition }
            }

            Expression::Not(value) => Operand::Not(self.boxed(value)?),
            Expression::And(both) => Operand::And(self.pair(both)?),
            Expression::Or(both) => Operand::Or(self.pair(both)?),
            Expression::Compare(how, both) => Operand::Compare(*how, self.pair(both)?),
            Expression::Join(both) => Operand::Join(self.pair(both)?),
            Expression::Choice { condition, then, otherwise } => Operand::Choice(Box::new([
                self.operand(condition)?,
                self.operand(then)?,
                self.operand(otherwise)?,
            ])),

            Expression::Test { value, test } => {
                let value = self.operand(value)?;
                match test {
                    Test::Defined => Operand::IsDefined(Box::new(value)),
                    Test::Undefined => Operand::Not(Box::new(Operand::IsDefined(Box::new(value)))),
                    Test::Containing(part) => {
                        Operand::Contains(Box::new([value, self.operand(part)?]))
                    }
                    Test::StartingWith(part) => {
                        Operand::StartsWith(Box::new([value, self.operand(part)?]))
                    }
                    Test::EndingWith(part) => {
                        Operand::EndsWith(Box::new([value, self.operand(part)?]))
                    }
                }
            }

            Expression::Filter { value, filter } => {
                let value = self.boxed(value)?;
                match filter {
                    Filter::Safe => Operand::Safe(value),
                    Filter::Length => Operand::Length(value),
                    Filter::Get(key) => Operand::Get(Box::new([*value, self.operand(key)?])),
                    Filter::Replace { from, to } => {
                        Operand::Replace(Box::new([*value, self.operand(from)?, self.operand(to)?]))
                    }
                    Filter::Fill(places) => Operand::Fill(value, self.named(places)?),
                    Filter::Plural(places) => Operand::Plural(value, self.named(places)?),
                }
            }
            Expression::Call { function, arguments } => {
                Operand::Call(*function, self.named(arguments)?)
            }

            Expression::Super => {
                let mut sets = Vec::new();
                let mut steps = Vec::new();
                self.add_parent_block(&mut sets, &mut steps)?;
                Operand::Super(steps)
            }
        })
    }

    fn boxed(&mut self, expression: &'s Expression) -> Option<Box<Operand>> {
        self.operand(expression).map(Box::new)
    }

    fn pair(&mut self, both: &'s [Expression; 2]) -> Option<Box<[Operand; 2]>> {
        let [first, second] = both;
        Some(Box::new([self.operand(first)?, self.operand(second)?]))
    }

    fn named(&mut self, arguments: &'s [(String, Expression)]) -> Option<Vec<(String, Operand)>> {
        arguments.iter().map(|(name, value)| Some((name.clone(), self.operand(value)?))).collect()
    }
}
