//! The files of the index as they lie on the server: compressed, and named by their content.
//!
//! In: the bytes of a file. Out: gzip (RFC 1952), and a name. Invariant: the same files in the same order have the same
//! names; two different ones never share one.

use std::collections::HashSet;

use flate2::{Compress, Compression, Crc, FlushCompress, Status};

/// Tells Pagefind's client that a server has not unpacked the file already.
const MARK: &[u8] = b"pagefind_dcd";

/// Level 9 takes four times as long for two hundredths less.
const LEVEL: u32 = 5;

/// How many hexadecimal digits of a hash make a name: each page's is in the table that every search loads.
const NAME_LENGTH: usize = 7;

/// A compressor that packs one file after another.
///
/// Its tables are a third of a megabyte: a new one for each page would clear more memory than there is text.
pub(super) struct Compressor {
    deflate: Compress,
}

impl Compressor {
    pub(super) fn new() -> Compressor {
        Compressor { deflate: Compress::new(Compression::new(LEVEL), false) }
    }

    /// Returns a file of the index, compressed.
    pub(super) fn pack(&mut self, bytes: &[u8]) -> Vec<u8> {
        // No name, no time, no system: the same bytes at any time and anywhere.
        const HEADER: [u8; 10] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff];

        let mut out = Vec::with_capacity(bytes.len() / 2 + 64);
        out.extend_from_slice(&HEADER);

        self.deflate.reset();
        self.deflate_into(&mut out, MARK, FlushCompress::None);
        self.deflate_into(&mut out, bytes, FlushCompress::Finish);

        let mut crc = Crc::new();
        crc.update(MARK);
        crc.update(bytes);
        out.extend_from_slice(&crc.sum().to_le_bytes());
        out.extend_from_slice(&crc.amount().to_le_bytes());

        out
    }

    fn deflate_into(&mut self, out: &mut Vec<u8>, mut rest: &[u8], flush: FlushCompress) {
        loop {
            let before = self.deflate.total_in();
            let status = self.deflate.compress_vec(rest, out, flush);
            let status = status.expect("a compressor without a dictionary takes every byte");
            let taken = usize::try_from(self.deflate.total_in() - before).unwrap_or(rest.len());
            rest = &rest[taken..];

            let is_done = match flush {
                FlushCompress::Finish => status == Status::StreamEnd,
                _ => rest.is_empty(),
            };
            if is_done {
                return;
            }

            // The output is full.
            out.reserve(rest.len() / 2 + 64);
        }
    }
}

/// Gives names to files.
#[derive(Debug)]
pub(super) struct FileNames {
    language: String,
    taken: HashSet<String>,
}

impl FileNames {
    pub(super) fn new(language: &str) -> FileNames {
        FileNames { language: language.to_owned(), taken: HashSet::new() }
    }

    /// Returns the name of a file: the language, and as much of its hash as no file before it has.
    pub(super) fn name(&mut self, hash: &blake3::Hash) -> String {
        let digits = hash.to_hex();
        let mut length = NAME_LENGTH;
        loop {
            let name = format!("{}_{}", self.language, &digits[..length]);
            if self.taken.insert(name.clone()) || length == digits.len() {
                return name;
            }
            length += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    #[test]
    fn a_file_is_packed_alike_whatever_was_packed_before() {
        let long: Vec<u8> =
            (0..200_000_u32).flat_map(|at| at.wrapping_mul(at).to_le_bytes()).collect();
        let mut packer = Compressor::new();
        for bytes in [&b""[..], b"short", &long, b"short", &vec![0; 100_000]] {
            let file = packer.pack(bytes);
            assert_eq!(file, Compressor::new().pack(bytes));

            let mut content = Vec::new();
            flate2::read::GzDecoder::new(&file[..]).read_to_end(&mut content).unwrap();
            assert_eq!(content.strip_prefix(MARK), Some(bytes));
        }
    }

    #[test]
    fn two_files_with_one_short_hash_have_two_names() {
        let hash = |last: u8| {
            let mut bytes = [0xab; 32];
            bytes[31] = last;
            blake3::Hash::from_bytes(bytes)
        };
        let mut names = FileNames::new("en");
        let given = [1, 2, 3].map(|last| names.name(&hash(last)));
        assert_eq!(given, ["en_abababa", "en_abababab", "en_ababababa"]);
    }
}
