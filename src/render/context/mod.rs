//! Template variables: the contract with template authors.
//!
//! `docs/templates.md` lists these names; `chancery context URL` prints them for a page.
//! Invariant: an absent optional value is defined as none, so that `{% if x %}` works and a misspelt name is
//! an error.

mod agreement;
mod briefing;
mod contact;
mod data;
mod figure;
mod home;
mod list;
mod minister;
mod page;
mod party;
mod shared;
mod translation;
mod variables;
mod words;

pub(super) use agreement::{
    AgreementCard, AgreementContext, Event, Net, NetAgreement, NetKind, NetRelation,
    RelatedAgreements, SignatoryCard, Status,
};
pub(super) use briefing::{
    BriefingCard, BriefingContext, ChangeCard, RecentUpdate, SpeechContext, UpdateNote,
    WithdrawalNotice,
};
pub(super) use contact::{ContactCard, TextPiece};
pub(super) use data::{DataContext, DataField, DataFileContext, DataKind};
pub(super) use figure::{
    FigureCard, FigureContext, FigureValue, NamedValue, SeriesCell, SeriesNote, SeriesRow,
    SeriesTable, SourceCard, TableRow, ValueRevision,
};
pub(super) use home::{LeadContext, NoticeContext, ReleaseCard};
pub(super) use list::{MentionCard, Pagination, QuotedSentence, TermCard};
pub(super) use minister::{
    ForeignName, FormerRole, MinisterCard, MinisterContext, PortraitImage, RoleEntry,
    SignedAgreement,
};
pub(super) use page::{
    Alternate, LicenceContext, PageContext, PictureContext, PublisherContext, SiteContext,
    SocialImage, TocEntry,
};
pub(super) use party::{OrganisationContext, PartyLink};
pub(super) use shared::LanguageContext;
pub(super) use translation::{OutdatedNotice, Translation};
pub(super) use variables::{EmbedContext, TemplateContext, Variables, to_tera};
pub(super) use words::{Lang, PageLink, VocabularyTerm, When};
