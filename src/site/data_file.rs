//! The files that publish all records of a kind for programs.
//!
//! In: nothing. Out: every possible [`DataFile`], with its name and type. Invariant: a published name never
//! changes, since programs rely on it.

use crate::content::Kind;

/// A file below `/data/`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DataFile {
    /// All agreements as JSON.
    AgreementsJson,
    /// All agreements as CSV, one per row.
    AgreementsCsv,
    /// Events of agreements as CSV, one per row.
    EventsCsv,
    /// All ministers as JSON.
    MinistersJson,
    /// All ministers as CSV, one role per row.
    MinistersCsv,
    /// All figures as JSON.
    FiguresJson,
    /// All figures as CSV, one value per row.
    FiguresCsv,
    /// The meaning of the columns of the CSV files (W3C, Metadata Vocabulary for Tabular Data).
    Metadata,
}

impl DataFile {
    /// All of them, kind by kind.
    pub const ALL: [DataFile; 8] = [
        DataFile::AgreementsCsv,
        DataFile::EventsCsv,
        DataFile::AgreementsJson,
        DataFile::MinistersCsv,
        DataFile::MinistersJson,
        DataFile::FiguresCsv,
        DataFile::FiguresJson,
        DataFile::Metadata,
    ];

    /// Returns the file's name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            DataFile::AgreementsJson => "agreements.json",
            DataFile::AgreementsCsv => "agreements.csv",
            DataFile::EventsCsv => "agreement-events.csv",
            DataFile::MinistersJson => "ministers.json",
            DataFile::MinistersCsv => "ministers.csv",
            DataFile::FiguresJson => "figures.json",
            DataFile::FiguresCsv => "figures.csv",
            // Programs look for a file with this name beside the tables that it describes.
            DataFile::Metadata => "csv-metadata.json",
        }
    }

    /// Returns the media type.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            DataFile::Metadata => "application/csvm+json",
            _ if self.name().ends_with(".csv") => "text/csv",
            _ => "application/json",
        }
    }

    /// Returns the kind of the records in it; the metadata describe all.
    #[must_use]
    pub fn kind(self) -> Option<Kind> {
        match self {
            DataFile::AgreementsJson | DataFile::AgreementsCsv | DataFile::EventsCsv => {
                Some(Kind::Agreement)
            }
            DataFile::MinistersJson | DataFile::MinistersCsv => Some(Kind::Minister),
            DataFile::FiguresJson | DataFile::FiguresCsv => Some(Kind::Figure),
            DataFile::Metadata => None,
        }
    }
}
