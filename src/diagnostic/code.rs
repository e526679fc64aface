//! The codes of all findings.
//!
//! In: nothing. Out: each code's name, family and severity. Invariant: a code is an interface and is never
//! renamed.

/// A group of checks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// The syntax and values of front matter and settings.
    FrontMatter,
    /// Ids, URLs and links.
    References,
    /// What Markdown swallows, or prints by accident.
    Prose,
    /// Claims about figures, roles and agreements.
    Truth,
    /// Accessibility.
    Access,
    /// When a page may be published, and for how long.
    Lifecycle,
    /// The site's own templates.
    Templates,
    /// Documents outside a site.
    Documents,
}

impl Family {
    /// All families, in the order in which codes are listed.
    pub const ALL: &[Family] = &[
        Family::FrontMatter,
        Family::References,
        Family::Prose,
        Family::Truth,
        Family::Access,
        Family::Lifecycle,
        Family::Templates,
        Family::Documents,
    ];

    /// Returns the printed name of the family.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Family::FrontMatter => "front matter",
            Family::References => "references",
            Family::Prose => "prose",
            Family::Truth => "truth",
            Family::Access => "access",
            Family::Lifecycle => "lifecycle",
            Family::Templates => "templates",
            Family::Documents => "documents",
        }
    }
}

macro_rules! codes {
    ($($name:ident $text:literal $family:ident $severity:ident,)*) => {
        /// The check that a finding comes from.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = concat!("`", $text, "`")] $name,)*
        }

        impl Code {
            /// All codes, in the order of the families.
            pub const ALL: &[Code] = &[$(Code::$name,)*];

            /// Returns the printed name of the code, in kebab case.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Code::$name => $text,)* }
            }

            /// Returns the code's family.
            #[must_use]
            pub fn family(self) -> Family {
                match self { $(Code::$name => Family::$family,)* }
            }

            /// Returns the severity of the finding unless the site's settings override it.
            #[must_use]
            pub fn severity(self) -> super::Severity {
                match self { $(Code::$name => super::Severity::$severity,)* }
            }

            /// Returns the file that explains the code.
            pub(super) fn text(self) -> &'static str {
                match self {
                    $(Code::$name => include_str!(concat!("explain/", $text, ".md")),)*
                }
            }
        }
    };
}

codes! {
    YamlSyntax "yaml-syntax" FrontMatter Error,
    YamlTrap "yaml-trap" FrontMatter Error,
    UnknownKey "unknown-key" FrontMatter Error,
    MissingKey "missing-key" FrontMatter Error,
    WrongType "wrong-type" FrontMatter Error,
    BadDate "bad-date" FrontMatter Error,
    BadValue "bad-value" FrontMatter Error,
    BadPeriod "bad-period" FrontMatter Error,
    DuplicateKey "duplicate-key" FrontMatter Error,
    NotUtf8 "not-utf8" FrontMatter Error,
    TooLarge "too-large" FrontMatter Error,
    ControlCharacter "control-character" FrontMatter Error,
    UnknownReference "unknown-reference" References Error,
    AmbiguousReference "ambiguous-reference" References Error,
    DuplicateId "duplicate-id" References Error,
    DuplicateUrl "duplicate-url" References Error,
    DeadLink "dead-link" References Error,
    DeadAnchor "dead-anchor" References Error,
    MissingAsset "missing-asset" References Error,
    UnsafePath "unsafe-path" References Error,
    UnsafeLink "unsafe-link" References Error,
    Leftover "leftover" References Warning,
    ConflictedCopy "conflicted-copy" References Warning,
    UnreadFile "unread-file" References Warning,
    RelationCycle "relation-cycle" References Error,
    LostText "lost-text" Prose Error,
    OpenHtml "open-html" Prose Error,
    ForeignTag "foreign-tag" Prose Error,
    PastedLayout "pasted-layout" Prose Warning,
    DuplicateAnchor "duplicate-anchor" Prose Error,
    UnsourcedFigure "unsourced-figure" Truth Error,
    PeriodlessFigure "periodless-figure" Truth Error,
    WrongChange "wrong-change" Truth Error,
    WrongSum "wrong-sum" Truth Error,
    WrongShare "wrong-share" Truth Error,
    WrongDate "wrong-date" Truth Error,
    WrongValue "wrong-value" Truth Error,
    WrongPeriod "wrong-period" Truth Error,
    NotARecord "not-a-record" Truth Error,
    Contradiction "contradiction" Truth Error,
    OverPreciseChange "over-precise-change" Truth Error,
    UnlikePeriods "unlike-periods" Truth Error,
    PointsNotPercent "points-not-percent" Truth Error,
    DroppedQualifier "dropped-qualifier" Truth Error,
    LabelDrift "label-drift" Truth Error,
    LooseNumber "loose-number" Truth Warning,
    StaleFigure "stale-figure" Truth Warning,
    FigureAfterPage "figure-after-page" Truth Error,
    RoleNotHeld "role-not-held" Truth Error,
    OverlappingRoles "overlapping-roles" Truth Error,
    StatusWording "status-wording" Truth Error,
    SignatoryNotOfParty "signatory-not-of-party" Truth Error,
    NameDrift "name-drift" Truth Warning,
    MissingAlt "missing-alt" Access Error,
    HeadingOrder "heading-order" Access Warning,
    VagueLinkText "vague-link-text" Access Warning,
    TableWithoutHeader "table-without-header" Access Error,
    EmbargoLeak "embargo-leak" Lifecycle Error,
    VanishedUrl "vanished-url" Lifecycle Error,
    WithdrawnWithoutReason "withdrawn-without-reason" Lifecycle Error,
    ReviewOverdue "review-overdue" Lifecycle Warning,
    TimeOrder "time-order" Lifecycle Error,
    Placeholder "placeholder" Lifecycle Error,
    ClearanceVoid "clearance-void" Lifecycle Error,
    MissingClearance "missing-clearance" Lifecycle Error,
    StaleTranslation "stale-translation" Lifecycle Warning,
    EmptySite "empty-site" Lifecycle Warning,
    TemplateSyntax "template-syntax" Templates Error,
    TemplateRender "template-render" Templates Error,
    BrokenStyle "broken-style" Templates Warning,
    MissingWords "missing-words" Templates Warning,
    UnreadableDocument "unreadable-document" Documents Error,
    UnboundNumber "unbound-number" Documents Error,
}

/// Codes without a check yet; remove the line when the check is added.
const RESERVED: &[Code] = &[];

impl Code {
    /// Finds a code by its printed name.
    #[must_use]
    pub fn parse(text: &str) -> Option<Code> {
        Code::ALL.iter().copied().find(|code| code.as_str() == text)
    }

    /// Tells whether the site's settings or a waiver may silence it.
    ///
    /// A finding that stops a page from being read or linked cannot be waived: there would be no correct
    /// page to publish.
    #[must_use]
    pub fn may_be_silenced(self) -> bool {
        // What is out too early cannot be called back.
        if self == Code::EmbargoLeak {
            return false;
        }

        matches!(self.family(), Family::Truth | Family::Access | Family::Lifecycle)
            || matches!(self, Code::DeadLink | Code::DeadAnchor | Code::MissingAsset)
            || matches!(self, Code::Leftover | Code::ConflictedCopy | Code::UnreadFile)
            || self == Code::UnboundNumber
            || matches!(self, Code::LostText | Code::ForeignTag | Code::PastedLayout)
    }

    /// Tells whether this version runs the check; a reserved code has a name and an explanation only.
    #[must_use]
    pub fn is_run(self) -> bool {
        !RESERVED.contains(&self)
    }
}
