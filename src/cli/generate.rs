//! `chancery generate`: the manual page, and completions for shells.
//!
//! In: the definition of the arguments. Out: text for a package or a shell. Invariant: nothing that is printed is
//! written by hand, so that it cannot fall behind the program.

use clap::CommandFactory as _;
use clap_complete::Shell;
use clap_mangen::Man;

use super::args::{Arguments, GenerateArgs, Generated};
use super::failure::Failure;
use super::outcome::Outcome;
use super::report;

pub(super) fn run(command: &GenerateArgs) -> Result<Outcome, Failure> {
    let text = match command.what {
        Generated::Man => manual_page()?,
        Generated::Bash => completions(Shell::Bash),
        Generated::Elvish => completions(Shell::Elvish),
        Generated::Fish => completions(Shell::Fish),
        Generated::Powershell => completions(Shell::PowerShell),
        Generated::Zsh => completions(Shell::Zsh),
    };

    report::print(&String::from_utf8_lossy(&text))?;

    Ok(Outcome::Clean)
}

fn completions(shell: Shell) -> Vec<u8> {
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "chancery", &mut text);

    text
}

/// Makes one page of the program and all of its commands: `man chancery` is what people type.
fn manual_page() -> Result<Vec<u8>, Failure> {
    let mut program = Arguments::command();
    // Names and usages of commands within commands are complete only then.
    program.build();

    let mut text = Vec::new();
    let man = Man::new(program.clone());
    man.render_title(&mut text)?;
    man.render_name_section(&mut text)?;
    man.render_synopsis_section(&mut text)?;
    man.render_description_section(&mut text)?;
    man.render_options_section(&mut text)?;

    for command in program.get_subcommands().filter(|it| it.get_name() != "help") {
        let heading = format!(".SH \"CHANCERY {}\"\n", command.get_name().to_uppercase());
        text.extend(heading.into_bytes());
        text.extend(section_of(command)?);
    }

    man.render_version_section(&mut text)?;

    Ok(text)
}

/// Writes what a command is for, its usage and its options, below a heading of the page.
fn section_of(command: &clap::Command) -> Result<Vec<u8>, Failure> {
    let mut text = Vec::new();
    let man = Man::new(command.clone());
    man.render_description_section(&mut text)?;
    man.render_synopsis_section(&mut text)?;
    man.render_options_section(&mut text)?;

    // Sections of the command's own page are subsections of this one.
    Ok(String::from_utf8_lossy(&text).replace(".SH ", ".SS ").into_bytes())
}
