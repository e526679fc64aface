//! Links that open an editor at a line.
//!
//! In: an absolute path, a line and a column. Out: a URL. Invariant: the path is percent-encoded, so that
//! no file name can add parameters to the link.

use std::path::Path;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// An editor that opens files from links.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Editor {
    /// Visual Studio Code.
    Vscode,
    /// Zed.
    Zed,
    /// IntelliJ IDEA and other JetBrains editors.
    Idea,
}

/// The bytes that the path of a link must encode: all except the unreserved ones (RFC 3986, section 2.3) and
/// the slash.
const PATH: AsciiSet =
    NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~');

impl Editor {
    /// Returns the link to a position in a file; line and column count from 1.
    ///
    /// None where the path is not UTF-8, because no link can name it.
    #[must_use]
    pub fn link(self, file: &Path, line: usize, column: usize) -> Option<String> {
        let pattern = self.pattern(file)?;
        Some(pattern.replace("{line}", &line.to_string()).replace("{column}", &column.to_string()))
    }

    /// Returns the link to a file, with `{line}` and `{column}` in it, which a percent-encoded path cannot hold.
    #[must_use]
    pub fn pattern(self, file: &Path) -> Option<String> {
        // A Windows drive comes after the slash (`/C:/site`), and its colon must stay a colon.
        let path = file.to_str()?.replace('\\', "/").replace(':', "\u{0}");
        let path = utf8_percent_encode(path.trim_start_matches('/'), &PATH).to_string();
        let path = path.replace("%00", ":");

        Some(match self {
            Editor::Vscode => format!("vscode://file/{path}:{{line}}:{{column}}"),
            Editor::Zed => format!("zed://file/{path}:{{line}}:{{column}}"),
            // IDEA takes a path and not a URL: an absolute Unix path needs its slash again.
            Editor::Idea => {
                let root = if path.contains(":/") { "" } else { "/" };
                format!("idea://open?file={root}{path}&line={{line}}&column={{column}}")
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_name_the_file_and_the_position() {
        let file = Path::new("/site/content/a b&c.md");
        let link = |editor: Editor| editor.link(file, 3, 7).expect("the path is UTF-8");
        assert_eq!(link(Editor::Vscode), "vscode://file/site/content/a%20b%26c.md:3:7");
        assert_eq!(link(Editor::Zed), "zed://file/site/content/a%20b%26c.md:3:7");
        assert_eq!(
            link(Editor::Idea),
            "idea://open?file=/site/content/a%20b%26c.md&line=3&column=7"
        );

        let drive = Path::new("C:\\site\\a.md");
        assert_eq!(Editor::Zed.link(drive, 1, 1).as_deref(), Some("zed://file/C:/site/a.md:1:1"));
        assert_eq!(
            Editor::Idea.link(drive, 1, 1).as_deref(),
            Some("idea://open?file=C:/site/a.md&line=1&column=1")
        );
    }
}
