//! Records for programs: `/data/` with all of them as CSV and JSON, and a figure's own `data.csv`.
//!
//! In: a site. Out: the bytes of a [`DataFile`], or what the page that documents the files may read.
//! Invariant: only what is published and known on the build's day; each column and field is described where
//! it is made, and the page and the metadata use those descriptions.

mod addresses;
mod agreements;
mod describe;
mod document;
mod figures;
mod ministers;
mod table;

pub(super) use describe::{catalogue, context};
pub(super) use figures::figure_csv;

use crate::content::Kind;
use crate::render::cards;
use crate::render::context::Alternate;
use crate::site::{Address, DataFile, EntryId, Site};

/// Writes a file of all records of a kind, or the description of the tables.
pub(super) fn file(site: &Site, file: DataFile) -> Vec<u8> {
    match file {
        DataFile::AgreementsJson => document::json(site, file, Kind::Agreement, agreements::object),
        DataFile::AgreementsCsv => agreements::csv(site),
        DataFile::EventsCsv => agreements::events_csv(site),
        DataFile::MinistersJson => document::json(site, file, Kind::Minister, ministers::object),
        DataFile::MinistersCsv => ministers::csv(site),
        DataFile::FiguresJson => document::json(site, file, Kind::Figure, figures::object),
        DataFile::FiguresCsv => figures::csv(site),
        DataFile::Metadata => describe::metadata(site),
    }
}

/// Lists the CSV files that hold the records of one kind, or of all.
///
/// Feed readers take a JSON alternate of a page for a feed (JSON Feed 1.0, discovery), so only the page
/// that documents the files links to JSON.
pub(super) fn alternates(site: &Site, kind: Option<Kind>) -> Vec<Alternate<'_>> {
    let tables = site.lists().data_files().filter(|file| file.media_type() == "text/csv");
    let tables = tables.filter(|file| kind.is_none() || file.kind() == kind);
    let alternate = |file: DataFile| Alternate {
        media_type: file.media_type(),
        title: file.name().into(),
        url: cards::url(site, &Address::data().beside(file.name())),
    };

    tables.map(alternate).collect()
}

/// Describes the CSV file of a figure's own values.
pub(super) fn alternate_of(site: &Site, id: EntryId) -> Alternate<'_> {
    Alternate {
        media_type: "text/csv",
        title: site.title(id).into(),
        url: cards::url(site, &site.address(id).beside("data.csv")),
    }
}
