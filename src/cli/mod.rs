//! The program's commands; only this room prints and reads the environment.
//!
//! Exit codes: 0 clean, 1 findings, 2 could not run, as with grep; scripts rely on them.

mod add;
mod args;
mod build;
mod check;
mod clear;
mod context;
mod diff;
#[cfg(feature = "documents")]
mod documents;
mod editor;
mod explain;
mod failure;
mod fix;
#[cfg(feature = "generate")]
mod generate;
mod new;
mod outcome;
#[cfg(feature = "serve")]
mod printer;
mod redirects;
mod report;
mod scaffold;
mod schema;
#[cfg(feature = "serve")]
mod serve;
#[cfg(feature = "sign")]
mod signing;
mod site;
mod status;
mod templates;
mod uses;
#[cfg(feature = "sign")]
mod verify;
#[cfg(feature = "serve")]
mod watch;

use std::process::ExitCode;

use clap::Parser;

use args::{Arguments, Command};
use outcome::Outcome;

/// Runs the program with the arguments of the process.
#[must_use]
pub fn run() -> ExitCode {
    // Clap prints help and usage itself, and exits with 0 or 2.
    let arguments = Arguments::parse();
    report::set_color(arguments.color);

    let outcome = match arguments.command {
        #[cfg(feature = "serve")]
        Command::Build(command) if command.watch => watch::run(&command),
        Command::Build(command) => build::run(&command),
        #[cfg(feature = "serve")]
        Command::Serve(command) => serve::run(&command),
        Command::Check(command) => check::run(&command),
        Command::New(command) => new::run(&command),
        Command::Add(command) => add::run(&command),
        Command::Uses(command) => uses::run(&command),
        Command::Clear(command) => clear::run(&command),
        Command::Diff(command) => diff::run(&command),
        Command::Redirects(command) => redirects::run(&command),
        #[cfg(feature = "sign")]
        Command::Verify(command) => verify::run(&command),
        Command::Explain(command) => explain::run(&command),
        Command::Schema(command) => schema::run(&command),
        Command::Context(command) => context::run(&command),
        Command::Templates(command) => templates::run(&command),
        #[cfg(feature = "generate")]
        Command::Generate(command) => generate::run(&command),
    };

    match outcome {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Err(failure) if failure.is_broken_pipe() => ExitCode::SUCCESS,
        Err(failure) => {
            report::failure(&failure);
            ExitCode::from(2)
        }
    }
}
