//! Reads a template into its statements.
//!
//! In: the text of a template. Out: its [`Syntax`]. Invariant: what is read means what Tera 2 means by it; of
//! everything else nothing is read, and the template is left to Tera, which also finds its mistakes.

use super::syntax::{
    Comparison, Expression, Filter, Function, LoopField, Syntax, TemplateNode, Test,
};
use super::token::{TemplateToken, tokens};

/// Reads a template; none where it holds something that this printer does not know.
pub(super) fn parse(text: &str) -> Option<Syntax> {
    let mut parser = Parser { tokens: tokens(text)?, next: 0, loops: 0 };

    let parent = parser.extends();
    let (nodes, end) = parser.nodes(&[])?;
    end.is_none().then_some(Syntax { parent, nodes })
}

struct Parser<'t> {
    tokens: Vec<TemplateToken<'t>>,
    next: usize,
    /// How many loops are open: outside of them, `loop` is a variable like others.
    loops: usize,
}

/// How tightly an operator binds, to the left and to the right (Tera's own powers).
mod power {
    pub(super) const OR: (u8, u8) = (1, 2);
    pub(super) const AND: (u8, u8) = (3, 4);
    pub(super) const IS: (u8, u8) = (5, 6);
    pub(super) const NOT: u8 = 5;
    pub(super) const COMPARISON: (u8, u8) = (7, 8);
    pub(super) const JOIN: (u8, u8) = (13, 14);
    pub(super) const FILTER: (u8, u8) = (17, 18);
}

impl<'t> Parser<'t> {
    fn peek(&self) -> Option<&TemplateToken<'t>> {
        self.tokens.get(self.next)
    }

    fn take(&mut self) -> Option<TemplateToken<'t>> {
        let token = self.tokens.get(self.next)?.clone();
        self.next += 1;
        Some(token)
    }

    /// Takes a token if it is the next one.
    fn takes(&mut self, token: &TemplateToken<'_>) -> bool {
        let is_next = self.peek() == Some(token);
        self.next += usize::from(is_next);
        is_next
    }

    fn expect(&mut self, token: &TemplateToken<'_>) -> Option<()> {
        self.takes(token).then_some(())
    }

    fn name(&mut self) -> Option<&'t str> {
        match self.take()? {
            TemplateToken::Name(name) => Some(name),
            _ => None,
        }
    }

    fn string(&mut self) -> Option<String> {
        match self.take()? {
            TemplateToken::String(text) => Some(text.to_owned()),
            _ => None,
        }
    }

    /// Reads `{% extends "base.html" %}`, if it comes first.
    fn extends(&mut self) -> Option<String> {
        let start = self.next;
        let blank = |token: &TemplateToken<'_>| matches!(token, TemplateToken::Text(text) if text.trim().is_empty());
        while self.peek().is_some_and(blank) {
            self.next += 1;
        }

        let is_extends =
            self.takes(&TemplateToken::TagStart) && self.takes(&TemplateToken::Name("extends"));
        let parent = is_extends.then(|| self.string()).flatten();
        let parent = parent.filter(|_| self.takes(&TemplateToken::TagEnd));
        if parent.is_none() {
            self.next = start;
        }

        parent
    }

    /// Reads statements up to a tag that begins with one of `ends`, which is taken and returned, or to the end of
    /// the template.
    fn nodes(&mut self, ends: &[&str]) -> Option<(Vec<TemplateNode>, Option<&'t str>)> {
        let mut nodes = Vec::new();

        while let Some(token) = self.take() {
            match token {
                TemplateToken::Text(text) => nodes.push(TemplateNode::Text(text.to_owned())),
                TemplateToken::PrintStart => {
                    nodes.push(TemplateNode::Print(self.expression(0)?));
                    self.expect(&TemplateToken::PrintEnd)?;
                }
                TemplateToken::TagStart => {
                    let name = self.name()?;
                    if ends.contains(&name) {
                        return Some((nodes, Some(name)));
                    }
                    nodes.push(self.statement(name)?);
                }
                _ => return None,
            }
        }

        Some((nodes, None))
    }

    fn statement(&mut self, name: &str) -> Option<TemplateNode> {
        match name {
            "if" => self.condition(),
            "for" => self.for_loop(),
            "set" => self.set(),
            "include" => {
                let name = self.string()?;
                self.expect(&TemplateToken::TagEnd)?;
                Some(TemplateNode::Include(name))
            }
            "block" => self.block(),
            _ => None,
        }
    }

    fn condition(&mut self) -> Option<TemplateNode> {
        let condition = self.expression(0)?;
        self.expect(&TemplateToken::TagEnd)?;

        let (then, end) = self.nodes(&["elif", "else", "endif"])?;
        let otherwise = match end? {
            "elif" => vec![self.condition()?],
            "else" => {
                self.expect(&TemplateToken::TagEnd)?;
                let (nodes, end) = self.nodes(&["endif"])?;
                end?;
                self.expect(&TemplateToken::TagEnd)?;
                nodes
            }
            _ => {
                self.expect(&TemplateToken::TagEnd)?;
                Vec::new()
            }
        };

        Some(TemplateNode::If { condition, then, otherwise })
    }

    fn for_loop(&mut self) -> Option<TemplateNode> {
        // `for key, value in map` is Tera's.
        let name = self.name()?.to_owned();
        self.expect(&TemplateToken::Name("in"))?;
        let list = self.expression(0)?;
        self.expect(&TemplateToken::TagEnd)?;

        self.loops += 1;
        let (body, end) = self.nodes(&["else", "endfor"])?;
        self.loops -= 1;

        let otherwise = match end? {
            "else" => {
                self.expect(&TemplateToken::TagEnd)?;
                let (nodes, end) = self.nodes(&["endfor"])?;
                end?;
                nodes
            }
            _ => Vec::new(),
        };
        self.expect(&TemplateToken::TagEnd)?;

        Some(TemplateNode::For { name, list, body, otherwise })
    }

    fn set(&mut self) -> Option<TemplateNode> {
        let name = self.name()?.to_owned();

        if self.takes(&TemplateToken::Sign("=")) {
            let value = self.expression(0)?;
            self.expect(&TemplateToken::TagEnd)?;
            return Some(TemplateNode::Set { name, value });
        }

        // A filter for the whole block is Tera's.
        self.expect(&TemplateToken::TagEnd)?;
        let (body, end) = self.nodes(&["endset"])?;
        end?;
        self.expect(&TemplateToken::TagEnd)?;

        Some(TemplateNode::Capture { name, body })
    }

    fn block(&mut self) -> Option<TemplateNode> {
        let name = self.name()?.to_owned();
        self.expect(&TemplateToken::TagEnd)?;
        let (body, end) = self.nodes(&["endblock"])?;
        end?;

        // `{% endblock name %}`
        if matches!(self.peek(), Some(TemplateToken::Name(end)) if *end == name) {
            self.next += 1;
        }
        self.expect(&TemplateToken::TagEnd)?;

        Some(TemplateNode::Block { name, body })
    }

    fn expression(&mut self, least: u8) -> Option<Expression> {
        let mut left = self.operand()?;

        loop {
            let token = self.peek()?;
            let (left_power, right_power) = match token {
                TemplateToken::Name("or") => power::OR,
                TemplateToken::Name("and") => power::AND,
                TemplateToken::Name("is") => power::IS,
                TemplateToken::Name("if") => (0, 0),
                TemplateToken::Sign("~") => power::JOIN,
                TemplateToken::Sign("|") => power::FILTER,
                TemplateToken::Sign(sign) if comparison(sign).is_some() => power::COMPARISON,
                // What else could follow a value (`+`, `in`, `not in`, a bracket) is Tera's.
                TemplateToken::Sign("," | ")" | "]" | ":")
                | TemplateToken::PrintEnd
                | TemplateToken::TagEnd => {
                    return Some(left);
                }
                TemplateToken::Name("else" | "for") => return Some(left),
                _ => return None,
            };
            if left_power < least {
                return Some(left);
            }

            let token = self.take()?;
            left = match token {
                TemplateToken::Name("if") => return self.choice(left),
                TemplateToken::Name("is") => self.test(left)?,
                TemplateToken::Sign("|") => self.filter(left)?,
                TemplateToken::Name("or") => {
                    Expression::Or(Box::new([left, self.expression(right_power)?]))
                }
                TemplateToken::Name("and") => {
                    Expression::And(Box::new([left, self.expression(right_power)?]))
                }
                TemplateToken::Sign("~") => {
                    Expression::Join(Box::new([left, self.expression(right_power)?]))
                }
                TemplateToken::Sign(sign) => {
                    let right = self.expression(right_power)?;
                    Expression::Compare(comparison(sign)?, Box::new([left, right]))
                }
                _ => return None,
            };
        }
    }

    fn choice(&mut self, then: Expression) -> Option<Expression> {
        let condition = Box::new(self.expression(0)?);
        self.expect(&TemplateToken::Name("else"))?;
        let otherwise = Box::new(self.expression(0)?);

        Some(Expression::Choice { condition, then: Box::new(then), otherwise })
    }

    fn operand(&mut self) -> Option<Expression> {
        match self.take()? {
            TemplateToken::String(text) => Some(Expression::Text(text.to_owned())),
            TemplateToken::Number(number) => Some(Expression::Number(number)),
            TemplateToken::Sign("(") => {
                let inner = self.expression(0)?;
                self.expect(&TemplateToken::Sign(")"))?;
                Some(inner)
            }
            TemplateToken::Sign("[") => self.collection(),
            TemplateToken::Name("not") => {
                Some(Expression::Not(Box::new(self.expression(power::NOT)?)))
            }
            TemplateToken::Name("true" | "True") => Some(Expression::Bool(true)),
            TemplateToken::Name("false" | "False") => Some(Expression::Bool(false)),
            TemplateToken::Name("none" | "None" | "null") => Some(Expression::None),
            TemplateToken::Name(name) => self.path(name),
            _ => None,
        }
    }

    /// Reads what begins with a name: a variable and its fields, or a call.
    fn path(&mut self, name: &str) -> Option<Expression> {
        if self.peek() == Some(&TemplateToken::Sign("(")) {
            let arguments = self.arguments()?;
            let function = match name {
                "super" => return arguments.is_empty().then_some(Expression::Super),
                "asset" => Function::Asset,
                "has_asset" => Function::HasAsset,
                "url" => Function::Url,
                "answer" => Function::Answer,
                _ => return None,
            };
            return Some(Expression::Call { function, arguments });
        }

        // The whole of a page's variables is printed by Tera.
        if name == "__tera_context" {
            return None;
        }

        if name == "loop" && self.loops > 0 {
            self.expect(&TemplateToken::Sign("."))?;
            return Some(Expression::Loop(match self.name()? {
                "index" => LoopField::Index,
                "index0" => LoopField::Index0,
                "first" => LoopField::First,
                "last" => LoopField::Last,
                "length" => LoopField::Length,
                _ => return None,
            }));
        }

        let mut path = Expression::Name(name.to_owned());
        loop {
            if self.takes(&TemplateToken::Sign(".")) {
                path = Expression::Field(Box::new(path), self.name()?.to_owned());
            } else if self.takes(&TemplateToken::Sign("[")) {
                path = self.subscript(path)?;
            } else {
                return Some(path);
            }
        }
    }

    /// Reads `0]`, `:3]` or `1:3]` behind the bracket.
    fn subscript(&mut self, list: Expression) -> Option<Expression> {
        let start = self.number();
        let list = Box::new(list);

        if self.takes(&TemplateToken::Sign("]")) {
            return Some(Expression::Item(list, start?));
        }

        self.expect(&TemplateToken::Sign(":"))?;
        let end = self.number();
        self.expect(&TemplateToken::Sign("]"))?;

        Some(Expression::Slice { list, start: start.unwrap_or_default(), end })
    }

    fn number(&mut self) -> Option<usize> {
        let Some(TemplateToken::Number(number)) = self.peek() else {
            return None;
        };
        let number = usize::try_from(*number).ok()?;
        self.next += 1;
        Some(number)
    }

    /// Reads `value for name in list if condition]` behind the bracket; other lists are Tera's.
    fn collection(&mut self) -> Option<Expression> {
        // Above the power of `if`, which is the condition's here.
        const ABOVE_CHOICE: u8 = 1;

        let value = Box::new(self.expression(0)?);
        self.expect(&TemplateToken::Name("for"))?;
        let name = self.name()?.to_owned();
        self.expect(&TemplateToken::Name("in"))?;
        let list = Box::new(self.expression(ABOVE_CHOICE)?);

        let condition = match self.takes(&TemplateToken::Name("if")) {
            true => Some(Box::new(self.expression(ABOVE_CHOICE)?)),
            false => None,
        };
        self.expect(&TemplateToken::Sign("]"))?;

        Some(Expression::Collect { value, name, list, condition })
    }

    fn arguments(&mut self) -> Option<Vec<(String, Expression)>> {
        let mut arguments: Vec<(String, Expression)> = Vec::new();
        self.expect(&TemplateToken::Sign("("))?;

        while !self.takes(&TemplateToken::Sign(")")) {
            if !arguments.is_empty() {
                self.expect(&TemplateToken::Sign(","))?;
                if self.takes(&TemplateToken::Sign(")")) {
                    break;
                }
            }

            let name = self.name()?.to_owned();
            self.expect(&TemplateToken::Sign("="))?;
            arguments.push((name, self.expression(0)?));
        }

        Some(arguments)
    }

    fn arguments_if_any(&mut self) -> Option<Vec<(String, Expression)>> {
        match self.peek() {
            Some(TemplateToken::Sign("(")) => self.arguments(),
            _ => Some(Vec::new()),
        }
    }

    fn test(&mut self, value: Expression) -> Option<Expression> {
        let is_negated = self.takes(&TemplateToken::Name("not"));
        let name = self.name()?;
        let arguments = self.arguments_if_any()?;

        let test = match name {
            "defined" if arguments.is_empty() => Test::Defined,
            "undefined" if arguments.is_empty() => Test::Undefined,
            "containing" => Test::Containing(Box::new(only_argument(arguments, "pat")?)),
            "starting_with" => Test::StartingWith(Box::new(only_argument(arguments, "pat")?)),
            "ending_with" => Test::EndingWith(Box::new(only_argument(arguments, "pat")?)),
            _ => return None,
        };
        let test = Expression::Test { value: Box::new(value), test };

        Some(if is_negated { Expression::Not(Box::new(test)) } else { test })
    }

    fn filter(&mut self, value: Expression) -> Option<Expression> {
        let name = self.name()?;
        let arguments = self.arguments_if_any()?;

        let filter = match name {
            "safe" if arguments.is_empty() => Filter::Safe,
            "length" if arguments.is_empty() => Filter::Length,
            "get" => Filter::Get(Box::new(only_argument(arguments, "key")?)),
            "replace" => {
                let [from, to] = <[(String, Expression); 2]>::try_from(arguments).ok()?;
                let is_in_order = from.0 == "from" && to.0 == "to";
                is_in_order
                    .then(|| Filter::Replace { from: Box::new(from.1), to: Box::new(to.1) })?
            }
            "fill" => Filter::Fill(arguments),
            "plural" => Filter::Plural(arguments),
            _ => return None,
        };

        Some(Expression::Filter { value: Box::new(value), filter })
    }
}

fn comparison(sign: &str) -> Option<Comparison> {
    Some(match sign {
        "==" => Comparison::Equal,
        "!=" => Comparison::Unequal,
        "<" => Comparison::Less,
        "<=" => Comparison::LessOrEqual,
        ">" => Comparison::Greater,
        ">=" => Comparison::GreaterOrEqual,
        _ => return None,
    })
}

fn only_argument(arguments: Vec<(String, Expression)>, name: &str) -> Option<Expression> {
    let [(given, value)] = <[(String, Expression); 1]>::try_from(arguments).ok()?;
    (given == name).then_some(value)
}
