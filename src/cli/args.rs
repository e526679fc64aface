//! The arguments of every command.
//!
//! In: the words of the command line. Out: typed values. Invariant: nothing is read or written here.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::config::BaseUrl;
use crate::diagnostic::Format;
#[cfg(feature = "documents")]
use crate::language::LanguageTag;
use crate::proof::difference::DifferenceFormat;
use crate::render::RedirectFormat;
use crate::value::Moment;

/// How often `--poll` may look, in milliseconds: below ten the disk is never idle, and after a minute
/// a writer thinks that the preview is broken.
#[cfg(feature = "serve")]
const POLL_MS: std::ops::RangeInclusive<u64> = 10..=60_000;

/// What a watcher does not do: nothing that it writes is for publication.
#[cfg(feature = "serve")]
const WITHOUT_WATCH: &[&str] = &[
    "timings",
    "published",
    #[cfg(feature = "sign")]
    "sign",
];

/// Turn Markdown briefings into a linked site, and refuse what is false or premature
//
// A bare `chancery` is a first contact, for which help is a better answer than an error.
#[derive(Debug, Parser)]
#[command(name = "chancery", version, arg_required_else_help = true, propagate_version = true)]
pub(super) struct Arguments {
    /// Print in colours
    #[arg(long, value_name = "WHEN", default_value = "auto", global = true)]
    pub(super) color: Color,
    #[command(subcommand)]
    pub(super) command: Command,
}

/// When to print in colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    /// On a terminal, unless NO_COLOR says otherwise
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Build the site into a folder of its own
    Build(BuildArgs),
    /// Show the site in the browser while it is written
    #[cfg(feature = "serve")]
    Serve(ServeArgs),
    /// Check a site, or any documents, and write nothing
    Check(CheckArgs),
    /// Make a small site that builds
    New(NewArgs),
    /// Add a file with its front matter
    Add(AddArgs),
    /// Show every page and sentence that uses a record
    Uses(UsesArgs),
    /// Sign a page off as it prints now
    Clear(ClearArgs),
    /// Show what a build would change for readers
    Diff(DiffArgs),
    /// Print the redirects of old addresses for a web server
    Redirects(RedirectsArgs),
    /// Check that a published folder is what was built, and who signed it
    #[cfg(feature = "sign")]
    Verify(VerifyArgs),
    /// Explain what a check means, with an example
    Explain(ExplainArgs),
    /// Print JSON Schema for editors and programs
    Schema(SchemaArgs),
    /// Print what the template of a page may read, as JSON
    Context(ContextArgs),
    /// List the built-in templates, or write one to begin from
    Templates(TemplatesArgs),
    /// Print the manual page, or completions for a shell
    #[cfg(feature = "generate")]
    Generate(GenerateArgs),
}

/// Which site, and as of when.
#[derive(Debug, Args)]
pub(super) struct SiteArgs {
    /// The folder with `content/`
    #[arg(value_name = "SITE", default_value = ".")]
    pub(super) site: PathBuf,
    /// Answer as of this day, or time with an offset [default: now]
    #[arg(long, value_name = "DATE", value_parser = moment)]
    pub(super) as_of: Option<Moment>,
    /// Show drafts and embargoed pages as well
    #[arg(long)]
    pub(super) drafts: bool,
    /// Use this address in place of the one in site.yaml
    #[arg(long, value_name = "URL", value_parser = base_url)]
    pub(super) base_url: Option<BaseUrl>,
}

#[derive(Debug, Args)]
#[cfg_attr(
    feature = "serve",
    expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")
)]
pub(super) struct BuildArgs {
    #[command(flatten)]
    pub(super) which: SiteArgs,
    /// Write to this folder [default: SITE/public]
    #[arg(long, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,
    /// Compare with this `.chancery.json` [default: the one in the output folder]
    #[arg(long, value_name = "FILE", conflicts_with_all = ["as_of", "drafts"])]
    pub(super) published: Option<PathBuf>,
    /// Make no search index, and no page to search on
    #[arg(long)]
    pub(super) no_search: bool,
    /// Print what was written, what is held back, and when the site changes next, as JSON
    #[arg(long)]
    pub(super) json: bool,
    /// Print where time and memory went, stage by stage
    #[arg(long)]
    pub(super) timings: bool,
    /// Sign what is written with this secret key of minisign, for `chancery verify`
    #[cfg(feature = "sign")]
    #[arg(long, value_name = "KEY")]
    pub(super) sign: Option<PathBuf>,
    /// Build again whenever a file changes, and write only what changed
    #[cfg(feature = "serve")]
    #[arg(long, conflicts_with_all = WITHOUT_WATCH)]
    pub(super) watch: bool,
    /// Poll for changes every MS milliseconds instead of using file system events
    #[cfg(feature = "serve")]
    #[arg(long, value_name = "MS", requires = "watch", value_parser = clap::value_parser!(u64).range(POLL_MS))]
    pub(super) poll: Option<u64>,
}

#[cfg(feature = "serve")]
#[derive(Debug, Args)]
pub(super) struct ServeArgs {
    /// The folder with `content/`
    #[arg(value_name = "SITE", default_value = ".")]
    pub(super) site: PathBuf,
    /// Listen on this port [default: the first free one from 4000]
    #[arg(long, value_name = "N")]
    pub(super) port: Option<u16>,
    /// Listen on this address, for other machines [default: this one alone]
    #[arg(long, value_name = "ADDR")]
    pub(super) host: Option<String>,
    /// Answer to this name of the machine as well; may be repeated
    #[arg(long, value_name = "NAME")]
    pub(super) allow_host: Vec<String>,
    /// Open the browser
    #[arg(long)]
    pub(super) open: bool,
    /// Answer as of this day, or time with an offset [default: now]
    #[arg(long, value_name = "DATE", value_parser = moment)]
    pub(super) as_of: Option<Moment>,
    /// Link findings to this editor [default: the one whose terminal this is]
    #[arg(long, value_name = "NAME")]
    pub(super) editor: Option<EditorName>,
    /// Poll for changes every MS milliseconds instead of using file system events
    #[arg(long, value_name = "MS", value_parser = clap::value_parser!(u64).range(POLL_MS))]
    pub(super) poll: Option<u64>,
    /// Leave drafts and embargoed pages out, as a build does
    #[arg(long)]
    pub(super) no_drafts: bool,
    /// Use this address in place of the one in site.yaml
    #[arg(long, value_name = "URL", value_parser = base_url)]
    pub(super) base_url: Option<BaseUrl>,
}

/// An editor, as `--editor` names it.
#[cfg(feature = "serve")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum EditorName {
    /// Visual Studio Code
    Vscode,
    /// Zed
    Zed,
    /// IntelliJ IDEA and other JetBrains editors
    Idea,
    /// No links
    None,
}

#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    /// A site's folder [default: .], or files and folders of documents; `-` is standard input
    #[arg(value_name = "SITE | FILE")]
    pub(super) paths: Vec<PathBuf>,
    /// Answer as of this day, or time with an offset [default: now]
    #[arg(long, value_name = "DATE", value_parser = moment)]
    pub(super) as_of: Option<Moment>,
    /// Show drafts and embargoed pages as well
    #[arg(long)]
    pub(super) drafts: bool,
    /// Use this address in place of the one in site.yaml
    #[arg(long, value_name = "URL", value_parser = base_url)]
    pub(super) base_url: Option<BaseUrl>,
    /// Compare documents with these records: a site, its `data/figures.json`, or a figures.yaml
    #[cfg(feature = "documents")]
    #[arg(long, value_name = "PATH")]
    pub(super) records: Option<PathBuf>,
    /// Report every number of the documents that is the value of no record
    #[cfg(feature = "documents")]
    #[arg(long)]
    pub(super) every_number: bool,
    /// Read the documents in this language [default: each one's own, else English]
    #[cfg(feature = "documents")]
    #[arg(long, value_name = "TAG", value_parser = language)]
    pub(super) language: Option<LanguageTag>,
    /// Print findings in this form
    #[arg(long, value_parser = format, default_value = "full", value_name = "FORMAT", help = format_help())]
    pub(super) format: Format,
    /// Apply the fixes that change no fact, and show what was done
    #[arg(long)]
    pub(super) fix: bool,
    /// Fail on these as well; several may be given
    #[arg(long, value_name = "WHAT", value_delimiter = ',')]
    pub(super) deny: Vec<Deny>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Deny {
    /// Warnings about what is published
    Warnings,
    /// Errors in what is held back: drafts, embargoes, later dates
    Held,
}

#[derive(Debug, Args)]
pub(super) struct NewArgs {
    /// The folder to create; it must be empty or not exist
    #[arg(value_name = "DIR")]
    pub(super) folder: PathBuf,
    /// Write the settings of an editor as well; into a site that exists, these alone
    #[arg(long, value_name = "NAME")]
    pub(super) editor: Option<EditorSettings>,
}

/// An editor whose settings can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum EditorSettings {
    /// Visual Studio Code, and what is made of it
    Vscode,
}

#[derive(Debug, Args)]
pub(super) struct AddArgs {
    /// What to add
    pub(super) kind: AddKind,
    /// Its title; a minister's name
    #[arg(value_name = "TITLE")]
    pub(super) title: String,
    /// Translate the page with this id
    #[arg(long, value_name = "ID", requires = "language")]
    pub(super) translation_of: Option<String>,
    /// The language of the translation: cy, ar
    #[arg(long, value_name = "TAG", requires = "translation_of")]
    pub(super) language: Option<String>,
    /// Make a folder, for files that are published with the page
    #[arg(long)]
    pub(super) bundle: bool,
    /// The folder with `content/`
    #[arg(long, value_name = "SITE", default_value = ".")]
    pub(super) site: PathBuf,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum AddKind {
    /// A briefing, dated today, as a draft
    Briefing,
    /// An agreement
    Agreement,
    /// A minister
    Minister,
    /// A figure
    Figure,
    /// A plain page
    Page,
}

#[derive(Debug, Args)]
pub(super) struct UsesArgs {
    /// The id of a page or record, with its kind where it needs one: figure:river-levels; without one, all
    /// records are listed
    #[arg(value_name = "ID")]
    pub(super) id: Option<String>,
    #[command(flatten)]
    pub(super) which: SiteArgs,
}

#[derive(Debug, Args)]
pub(super) struct ClearArgs {
    /// The file of a briefing
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,
    /// Who signs it off
    #[arg(long, value_name = "NAME")]
    pub(super) by: String,
    /// The role in which
    #[arg(long, value_name = "ROLE")]
    pub(super) role: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct DiffArgs {
    /// Two output folders, OLD and NEW; with --as-of, one SITE
    #[arg(value_name = "OLD NEW", num_args = 0..=2)]
    pub(super) sites: Vec<PathBuf>,
    /// Compare two moments of one site: 2025-06-03..2025-06-10
    #[arg(long, value_name = "A..B", value_parser = interval)]
    pub(super) as_of: Option<MomentRange>,
    /// Show drafts and embargoed pages as well
    #[arg(long, requires = "as_of")]
    pub(super) drafts: bool,
    /// Print in this form: text, markdown, html
    #[arg(long, value_parser = difference_format, default_value = "text", value_name = "FORMAT")]
    pub(super) format: DifferenceFormat,
}

#[derive(Debug, Args)]
pub(super) struct RedirectsArgs {
    /// The form: nginx, apache, netlify, cloudflare, gitlab
    #[arg(long, value_parser = redirect_format, value_name = "FORMAT")]
    pub(super) format: RedirectFormat,
    #[command(flatten)]
    pub(super) which: SiteArgs,
}

/// Two moments.
#[derive(Debug, Clone, Copy)]
pub(super) struct MomentRange {
    pub(super) from: Moment,
    pub(super) to: Moment,
}

#[derive(Debug, Args)]
pub(super) struct ExplainArgs {
    /// The code of a check; without one, all are listed
    #[arg(value_name = "CODE")]
    pub(super) code: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct SchemaArgs {
    /// What to describe
    #[arg(value_name = "WHAT")]
    pub(super) of: SchemaOf,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum SchemaOf {
    /// The front matter of a briefing
    Briefing,
    /// The front matter of an agreement
    Agreement,
    /// The front matter of a minister
    Minister,
    /// The front matter of a figure
    Figure,
    /// The front matter of any other page
    Page,
    /// The settings, content/site.yaml
    Site,
    /// A plain file of figures, for check --records
    #[cfg(feature = "documents")]
    Figures,
    /// A line of check --format json
    Diagnostics,
}

#[derive(Debug, Args)]
pub(super) struct TemplatesArgs {
    /// Write this template into the site's `templates/`: parts/source.html
    #[arg(long, value_name = "NAME")]
    pub(super) write: Option<String>,
    /// The folder with `content/`
    #[arg(value_name = "SITE", default_value = ".")]
    pub(super) site: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct ContextArgs {
    /// The address of a page, from the site's root: /briefings/river-data/
    #[arg(value_name = "URL")]
    pub(super) url: String,
    #[command(flatten)]
    pub(super) which: SiteArgs,
}

#[cfg(feature = "sign")]
#[derive(Debug, Args)]
pub(super) struct VerifyArgs {
    /// The folder that `chancery build` wrote, or a copy of it
    pub(super) folder: PathBuf,
    /// The public key of who signs: its file, or its one line
    #[arg(long, value_name = "KEY")]
    pub(super) key: Option<String>,
}

/// What is made of the definition of the arguments.
#[cfg(feature = "generate")]
#[derive(Debug, Args)]
pub(super) struct GenerateArgs {
    /// The manual page (`man`), or the shell
    #[arg(value_enum)]
    pub(super) what: Generated,
}

#[cfg(feature = "generate")]
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum Generated {
    Man,
    Bash,
    Elvish,
    Fish,
    Powershell,
    Zsh,
}

fn moment(text: &str) -> Result<Moment, String> {
    Moment::parse(text).map_err(|error| with_help(error.message, error.help))
}

#[cfg(feature = "documents")]
fn language(text: &str) -> Result<LanguageTag, String> {
    LanguageTag::parse(text).map_err(|error| with_help(error.message, error.help))
}

fn interval(text: &str) -> Result<MomentRange, String> {
    let both = text.split_once("..");
    let (from, to) =
        both.ok_or("write two moments with two dots between: 2025-06-03..2025-06-10")?;
    Ok(MomentRange { from: moment(from)?, to: moment(to)? })
}

fn redirect_format(text: &str) -> Result<RedirectFormat, String> {
    let all = RedirectFormat::ALL.map(RedirectFormat::as_str).join(", ");
    RedirectFormat::parse(text).ok_or_else(|| format!("write one of: {all}"))
}

fn difference_format(text: &str) -> Result<DifferenceFormat, String> {
    DifferenceFormat::parse(text).ok_or_else(|| "write one of: text, markdown, html".to_owned())
}

fn base_url(text: &str) -> Result<BaseUrl, String> {
    BaseUrl::parse(text).map_err(|error| with_help(error.message, error.help))
}

fn with_help(message: String, help: Option<String>) -> String {
    match help {
        Some(help) => format!("{message}; {help}"),
        None => message,
    }
}

fn formats() -> String {
    Format::ALL.iter().map(|format| format.as_str()).collect::<Vec<_>>().join(", ")
}

fn format(text: &str) -> Result<Format, String> {
    Format::parse(text).ok_or_else(|| format!("write one of: {}", formats()))
}

fn format_help() -> String {
    format!("Print findings in this form: {}", formats())
}
