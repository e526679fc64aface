//! Compiles the theme, and compiles it again only when a template changes.
//!
//! In: the templates' bytes. Out: a theme, and its findings. Invariant: a preview uses the last good version
//! of a broken template; a build never does.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::documents::has_errors;
use super::options::Mode;
use crate::content;
use crate::diagnostic::Diagnostic;
use crate::render::{self, Theme};
use crate::source::{Hash, SitePath, Source};

/// A template's file.
pub(super) struct Template<'m> {
    pub(super) path: &'m SitePath,
    pub(super) hash: Hash,
    pub(super) bytes: &'m [u8],
}

/// The last theme, and the last good version of each template.
#[derive(Default)]
pub(super) struct ThemeCache {
    last: Option<CompiledTheme>,
    good: BTreeMap<SitePath, Source>,
    /// The last theme that compiled as a whole.
    good_theme: Option<Arc<Theme>>,
}

struct CompiledTheme {
    templates: Vec<(SitePath, Hash)>,
    styles: BTreeMap<String, Hash>,
    theme: Arc<Theme>,
    findings: Vec<Diagnostic>,
}

impl ThemeCache {
    /// Returns the theme of some templates, with the hashes that `asset()` gives.
    pub(super) fn load(
        &mut self,
        mode: Mode,
        templates: &[Template<'_>],
        styles: BTreeMap<String, Hash>,
    ) -> (Arc<Theme>, Vec<Diagnostic>) {
        let key = templates.iter().map(|template| (template.path.clone(), template.hash));
        let key: Vec<_> = key.collect();
        let compiled = match self.last.take() {
            Some(last) if last.templates == key && last.styles == styles => last,
            Some(last) if last.templates == key => {
                let theme = Arc::new(last.theme.with_assets(styles.clone()));
                CompiledTheme { styles, theme, ..last }
            }
            _ => {
                let (theme, findings) = self.compile(mode, templates, &styles);
                CompiledTheme { templates: key, styles, theme, findings }
            }
        };
        let theme = Arc::clone(&compiled.theme);
        let findings = compiled.findings.clone();
        self.last = Some(compiled);

        (theme, findings)
    }

    fn compile(
        &mut self,
        mode: Mode,
        templates: &[Template<'_>],
        styles: &BTreeMap<String, Hash>,
    ) -> (Arc<Theme>, Vec<Diagnostic>) {
        let mut findings = Vec::new();
        let mut sources = Vec::new();
        for template in templates {
            match Source::decode(template.path.clone(), template.bytes.to_vec()) {
                Ok(source) => sources.push(source),
                Err(error) => findings.extend(content::unreadable(&error).1),
            }
        }

        let (theme, found) = render::load(sources.clone(), styles.clone());
        findings.extend(found);

        let theme = Arc::new(theme);
        if mode != Mode::Preview {
            return (theme, findings);
        }

        if !has_errors(&findings) {
            self.good = sources.into_iter().map(|source| (source.path.clone(), source)).collect();
            self.good_theme = Some(Arc::clone(&theme));
            return (theme, findings);
        }

        // Broken templates fall back to their last good version, so that edits of the others show.
        let broken: Vec<&SitePath> = findings.iter().map(|finding| &finding.place.path).collect();
        let mut mixed = sources;
        mixed.retain(|source| !broken.contains(&&source.path));
        mixed.extend(broken.iter().filter_map(|path| self.good.get(*path)).cloned());
        mixed.sort_by(|one, other| one.path.cmp(&other.path));

        // Two findings about one template bring its good version twice.
        mixed.dedup_by(|one, other| one.path == other.path);

        // Versions that were never on disk together need not fit, so the mixture may fail too.
        let (mixed, found) = render::load(mixed, styles.clone());
        let theme = match &self.good_theme {
            _ if !has_errors(&found) => Arc::new(mixed),
            Some(good) => Arc::new(good.with_assets(styles.clone())),
            None => theme,
        };

        (theme, findings)
    }
}
