//! Addresses that are gone on purpose.
//!
//! In: the settings, and the routes. Out: which addresses are covered, and findings. Invariant: an address that is
//! published is not gone, or has a finding.

use super::route::Route;
use crate::config::{Config, Gone};
use crate::diagnostic::{Code, Diagnostic, Place};

/// An address that is gone on purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GoneAddress<'s> {
    /// As the settings name it; `/*` at its end stands for everything below.
    pub address: &'s str,
}

impl<'s> GoneAddress<'s> {
    /// Reads an item of the settings.
    #[must_use]
    pub fn new(gone: &'s Gone) -> GoneAddress<'s> {
        GoneAddress { address: &gone.address.value }
    }

    /// Returns the folder of which everything is gone, with its slash.
    #[must_use]
    pub fn folder(self) -> Option<&'s str> {
        self.address.strip_suffix('*').filter(|folder| folder.ends_with('/'))
    }

    /// Tells whether it covers an address.
    #[must_use]
    pub fn covers(self, address: &str) -> bool {
        match self.folder() {
            Some(folder) => address.starts_with(folder),
            None => address.trim_end_matches('/') == self.address.trim_end_matches('/'),
        }
    }
}

/// Reports what the settings call gone and the site publishes: a server would refuse it to readers.
pub(super) fn findings(config: &Config, routes: &[Route]) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for gone in &config.gone {
        let address = GoneAddress::new(gone);
        let published = routes.iter().find(|route| address.covers(route.address.as_str()));
        let Some(route) = published else {
            continue;
        };

        let place = Place::new(&crate::config::path(), gone.address.span);
        let message = format!(
            "`{}` is listed under `gone`, and `{}` is published",
            address.address, route.address
        );
        findings.push(
            Diagnostic::new(Code::DuplicateUrl, place, message)
                .help("take it out of the list, or take the page or its alias away"),
        );
    }

    findings
}
