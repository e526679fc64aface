//! The rules of STYLE for code and names that a machine can check.
//!
//! Sources are formatted by rustfmt, so a function ends at the first closing brace with the indentation of
//! its `fn`. Where the tree does not satisfy a rule yet, a bound says how far it is off; it may only be
//! lowered.

use std::collections::{BTreeMap, BTreeSet};

use crate::tidy::{room_of, rooms, sources, texts};

/// The rooms in the order of the plan; rooms that do not exist yet are skipped.
const PLAN: [&str; 19] = [
    "source",
    "lexicon",
    "diagnostic",
    "value",
    "yaml",
    "language",
    "config",
    "content",
    "site",
    "check",
    "render",
    "output",
    "proof",
    "workspace",
    "loose",
    "publish",
    "watch",
    "serve",
    "lsp",
    "cli",
];

/// Bodies with more lines must have their steps set apart by blank lines.
const PARAGRAPH: usize = 25;

/// A body with at most this many statements is one step, however long, such as a table and a loop over it.
const STATEMENTS: usize = 3;

/// Type names that mean different things in different rooms.
const SHARED_TYPE_NAMES: usize = 0;

/// Functions called `of`, whose name does not say what they return.
const FUNCTIONS_CALLED_OF: usize = 0;

/// Types named by a verb or a participle, which says nothing without context.
const PARTICIPLES: usize = 0;

#[test]
fn rooms_stand_in_the_order_of_the_plan() {
    let rooms = rooms();
    let planned: Vec<&str> =
        PLAN.into_iter().filter(|planned| rooms.iter().any(|room| room == planned)).collect();
    assert_eq!(rooms, planned);
}

#[test]
fn steps_of_long_bodies_are_set_apart() {
    let mut dense = Vec::new();
    for folder in ["src", "tests", "benches", "examples"] {
        for (path, text) in texts(folder, ".rs") {
            let bodies = bodies(&text).into_iter();
            let bodies = bodies
                .filter(|body| body.lines.len() > PARAGRAPH && body.statements() > STATEMENTS);
            let bodies = bodies.filter(|body| body.lines.iter().all(|line| !line.is_empty()));
            dense.extend(bodies.map(|body| format!("{path}: {}", body.name)));
        }
    }

    assert!(dense.is_empty(), "set the steps of these apart with blank lines: {dense:#?}");
}

#[test]
fn type_names_stand_for_one_thing() {
    let mut rooms: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (path, code) in sources() {
        for name in types(&code) {
            rooms.entry(name.to_owned()).or_default().insert(room_of(&path).to_owned());
        }
    }

    rooms.retain(|_, rooms| rooms.len() > 1);

    let shared: Vec<String> =
        rooms.iter().map(|(name, rooms)| format!("{name} in {rooms:?}")).collect();
    at_most(SHARED_TYPE_NAMES, "type names stand for something else in each room", &shared);
}

#[test]
fn type_names_are_nouns() {
    const VERBS: [&str; 33] = [
        "Anew",
        "Asked",
        "Done",
        "Drawn",
        "Found",
        "Given",
        "Heard",
        "Held",
        "Kept",
        "Known",
        "Led",
        "Linked",
        "Listed",
        "Made",
        "Met",
        "Named",
        "Open",
        "Placed",
        "Put",
        "Read",
        "Seen",
        "Served",
        "Shared",
        "Shown",
        "Said",
        "Sorted",
        "Told",
        "Unanswered",
        "Unrendered",
        "Used",
        "Wanted",
        "Watching",
        "Written",
    ];

    let mut found = Vec::new();
    for (path, code) in sources() {
        let verbs = types(&code).into_iter().filter(|name| VERBS.contains(name));
        found.extend(verbs.map(|name| format!("{path}: {name}")));
    }

    at_most(PARTICIPLES, "types are called by a verb or a participle", &found);
}

#[test]
fn functions_are_named_for_what_they_give() {
    let mut found = Vec::new();
    for (path, code) in sources() {
        let of = code.lines().filter(|line| line.starts_with("pub") || line.starts_with("    pub"));
        let of = of.filter(|line| line.contains(" fn of(") || line.contains(" fn of<"));
        found.extend(of.map(|_| path.clone()));
    }

    at_most(FUNCTIONS_CALLED_OF, "functions of other modules are called `of`", &found);
}

#[test]
fn modules_stand_in_few_circles() {
    /// Modules in import cycles within one room, direct or indirect.
    const IN_CIRCLES: usize = 3;

    let circles = circles(&imports());
    let count: usize = circles.iter().map(BTreeSet::len).sum();
    assert!(count <= IN_CIRCLES, "{count} modules stand in circles: {circles:#?}");
}

#[track_caller]
fn at_most(bound: usize, what: &str, found: &[String]) {
    let count = found.len();
    assert!(count <= bound, "{count} {what}, where there were {bound}: {found:#?}");
}

/// A function's body as written, one line per item.
struct Body<'t> {
    name: &'t str,
    lines: Vec<&'t str>,
}

impl Body<'_> {
    /// Counts the lines on which statements of the body itself begin.
    fn statements(&self) -> usize {
        let depth = |line: &str| line.len() - line.trim_start().len();
        let own = self.lines.first().map_or(0, |line| depth(line));
        let begin = |line: &&&str| {
            depth(line) == own && !line.trim_start().starts_with(['}', ')', ']', '.', '#'])
        };

        self.lines.iter().filter(begin).count()
    }
}

fn bodies(text: &str) -> Vec<Body<'_>> {
    let mut bodies = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let words = line.trim_start();
        let before = words.split_once("fn ").map(|(before, _)| before);
        let qualifiers = ["pub", "pub(crate)", "pub(super)", "const", "async"];
        let is_function =
            before.is_some_and(|it| it.split_whitespace().all(|word| qualifiers.contains(&word)));
        if !is_function {
            continue;
        }

        // A signature over several lines ends where the body opens.
        let mut head = line;
        while !head.ends_with(['{', '}', ';']) {
            head = lines.next().expect("a signature ends");
        }

        if !head.ends_with('{') {
            continue;
        }

        let end = format!("{}}}", &line[..line.len() - words.len()]);
        let inner = lines.clone().take_while(|line| *line != end).collect();
        let name = words.split_once("fn ").map_or(words, |(_, name)| name);
        let name = name.split(['(', '<']).next().unwrap_or(name);
        bodies.push(Body { name, lines: inner });
    }

    bodies
}

/// Names the types that a source defines outside of functions.
fn types(code: &str) -> Vec<&str> {
    let kinds = ["struct ", "enum ", "trait ", "type "];
    let names = code.lines().filter(|line| !line.starts_with(' ')).filter_map(|line| {
        let visible = ["pub(crate) ", "pub(super) ", "pub "];
        let line = visible.iter().find_map(|start| line.strip_prefix(start)).unwrap_or(line);
        let name = kinds.iter().find_map(|kind| line.strip_prefix(kind))?;
        name.split(|c: char| !c.is_alphanumeric()).next()
    });

    names.collect()
}

/// Returns the modules of its own room that each module imports.
fn imports() -> BTreeMap<String, BTreeSet<String>> {
    let module = |path: &str| {
        let path = path.strip_prefix("src/").unwrap_or(path).trim_end_matches(".rs");
        path.trim_end_matches("/mod").to_owned()
    };
    let sources = sources();
    let modules: BTreeSet<String> = sources.iter().map(|(path, _)| module(path)).collect();

    // `crate::a::b` and `super::b` resolve to the longest path that is a module.
    let nearest = |mut path: &str| -> Option<String> {
        while !modules.contains(path) {
            path = path.rsplit_once('/')?.0;
        }
        Some(path.to_owned())
    };

    let mut imports = BTreeMap::new();
    for (path, code) in &sources {
        let own = module(path);
        let above = own.rsplit_once('/').map_or("", |(above, _)| above);
        let mut reached = BTreeSet::new();
        for (mark, base) in [("crate::", ""), ("super::", above), ("self::", &own)] {
            for target in paths_after(code, mark) {
                let target = format!("{base}/{target}");
                reached.extend(nearest(target.trim_start_matches('/')));
            }
        }

        reached.retain(|other| *other != own && room(other) == room(&own));
        imports.insert(own, reached);
    }

    imports
}

fn room(module: &str) -> &str {
    module.split('/').next().unwrap_or(module)
}

/// Returns the paths that follow a mark such as `crate::`, with groups in braces expanded.
fn paths_after(code: &str, mark: &str) -> Vec<String> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    let mut paths = Vec::new();
    for rest in code.split(mark).skip(1) {
        let stem: String = rest.chars().take_while(|c| is_word(*c)).collect();
        let group = rest[stem.len()..].strip_prefix('{').and_then(|it| it.split_once(['}', '{']));
        let ends = group.map_or("", |(ends, _)| ends).split(',');
        paths.extend(ends.map(|end| format!("{stem}{}", end.trim()).replace("::", "/")));
    }

    paths
}

/// Returns the sets of modules that all reach one another.
fn circles(imports: &BTreeMap<String, BTreeSet<String>>) -> Vec<BTreeSet<String>> {
    let reachable = |from: &String| {
        let mut seen = BTreeSet::new();
        let mut next: Vec<&String> = imports[from].iter().collect();
        while let Some(module) = next.pop() {
            if seen.insert(module.clone()) {
                next.extend(imports.get(module).into_iter().flatten());
            }
        }
        seen
    };
    let reached: BTreeMap<&String, BTreeSet<String>> =
        imports.keys().map(|module| (module, reachable(module))).collect();

    let mut circles = BTreeSet::new();
    for (module, others) in &reached {
        let both = |other: &&String| reached.get(other).is_some_and(|it| it.contains(*module));
        let circle: BTreeSet<String> = others.iter().filter(both).cloned().collect();
        if circle.len() > 1 {
            circles.insert(circle);
        }
    }

    circles.into_iter().collect()
}
