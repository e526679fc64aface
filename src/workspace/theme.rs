//! Templates are compiled when one of them changes, and at no other time.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Mode, has_errors};
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

/// The theme that was last compiled, and the templates as they were when they last were whole.
#[derive(Default)]
pub(super) struct Themes {
    last: Option<Compiled>,
    good: BTreeMap<SitePath, Source>,
    /// The last theme whose templates all fitted together.
    good_theme: Option<Arc<Theme>>,
}

struct Compiled {
    templates: Vec<(SitePath, Hash)>,
    styles: BTreeMap<String, Hash>,
    theme: Arc<Theme>,
    findings: Vec<Diagnostic>,
}

impl Themes {
    /// Returns the theme of some templates, with the hashes of what pages ask for by `asset()`.
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
                Compiled { styles, theme, ..last }
            }
            _ => {
                let (theme, findings) = self.compile(mode, templates, &styles);
                Compiled { templates: key, styles, theme, findings }
            }
        };
        let shown = (Arc::clone(&compiled.theme), compiled.findings.clone());

        self.last = Some(compiled);

        shown
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

        // Each template that broke is taken as it was; the edits of the others are shown.
        let broken: Vec<&SitePath> = findings.iter().map(|finding| &finding.place.path).collect();
        let mut mixed = sources;
        mixed.retain(|source| !broken.contains(&&source.path));
        mixed.extend(broken.iter().filter_map(|path| self.good.get(*path)).cloned());
        mixed.sort_by(|one, other| one.path.cmp(&other.path));

        mixed.dedup_by(|one, other| one.path == other.path);

        let (mixed, found) = render::load(mixed, styles.clone());
        let theme = match &self.good_theme {
            _ if !has_errors(&found) => Arc::new(mixed),
            Some(good) => Arc::new(good.with_assets(styles.clone())),
            None => theme,
        };

        (theme, findings)
    }
}
