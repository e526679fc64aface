//! What a template says: its statements and expressions.

/// A template's file.
#[derive(Debug)]
pub(super) struct Syntax {
    /// The template that it extends.
    pub(super) parent: Option<String>,
    pub(super) nodes: Vec<TemplateNode>,
}

/// A statement.
#[derive(Debug)]
pub(super) enum TemplateNode {
    Text(String),
    Print(Expression),
    If {
        condition: Expression,
        then: Vec<TemplateNode>,
        otherwise: Vec<TemplateNode>,
    },
    For {
        name: String,
        list: Expression,
        body: Vec<TemplateNode>,
        otherwise: Vec<TemplateNode>,
    },
    Set {
        name: String,
        value: Expression,
    },
    /// `{% set name %}…{% endset %}`
    Capture {
        name: String,
        body: Vec<TemplateNode>,
    },
    Include(String),
    Block {
        name: String,
        body: Vec<TemplateNode>,
    },
}

/// An expression.
#[derive(Debug)]
pub(super) enum Expression {
    None,
    Bool(bool),
    Number(u64),
    Text(String),
    Name(String),
    /// `loop.index`
    Loop(LoopField),
    /// `one.two`
    Field(Box<Expression>, String),
    /// `one[0]`
    Item(Box<Expression>, usize),
    /// `one[:3]`, `one[1:]`, `one[1:3]`
    Slice {
        list: Box<Expression>,
        start: usize,
        end: Option<usize>,
    },
    /// `[value for name in list if condition]`
    Collect {
        value: Box<Expression>,
        name: String,
        list: Box<Expression>,
        condition: Option<Box<Expression>>,
    },
    Not(Box<Expression>),
    And(Box<[Expression; 2]>),
    Or(Box<[Expression; 2]>),
    Compare(Comparison, Box<[Expression; 2]>),
    /// `one ~ two`
    Join(Box<[Expression; 2]>),
    /// `then if condition else otherwise`
    Choice {
        condition: Box<Expression>,
        then: Box<Expression>,
        otherwise: Box<Expression>,
    },
    Test {
        value: Box<Expression>,
        test: Test,
    },
    Filter {
        value: Box<Expression>,
        filter: Filter,
    },
    Call {
        function: Function,
        arguments: Vec<(String, Expression)>,
    },
    /// `super()`
    Super,
}

/// A field of the variable `loop`.
#[derive(Debug, Clone, Copy)]
pub(super) enum LoopField {
    Index,
    Index0,
    First,
    Last,
    Length,
}

/// An operator between two values.
#[derive(Debug, Clone, Copy)]
pub(super) enum Comparison {
    Equal,
    Unequal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// What follows `is`.
#[derive(Debug)]
pub(super) enum Test {
    Defined,
    Undefined,
    Containing(Box<Expression>),
    StartingWith(Box<Expression>),
    EndingWith(Box<Expression>),
}

/// What follows `|`.
#[derive(Debug)]
pub(super) enum Filter {
    Safe,
    Length,
    /// `get(key=…)`
    Get(Box<Expression>),
    Replace {
        from: Box<Expression>,
        to: Box<Expression>,
    },
    Fill(Vec<(String, Expression)>),
    Plural(Vec<(String, Expression)>),
}

/// A function that a site gives to its templates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Function {
    Asset,
    HasAsset,
    Url,
    Answer,
}
