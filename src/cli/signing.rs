//! The keys of signatures, as files and as words.
//!
//! In: what the command line names. Out: keys. Invariant: a password is read from the terminal or the environment, and
//! printed nowhere.

use std::fs;
use std::path::Path;

use console::Term;

use super::failure::Failure;
use crate::output::{OutputError, SignatureError, SigningKey, VerifyingKey};

/// Where a pipeline has the password of its key; a terminal is asked where there is none.
const PASSWORD: &str = "CHANCERY_SIGN_PASSWORD";

/// Reads the secret key of `--sign`.
pub(super) fn secret_key(path: &Path) -> Result<SigningKey, Failure> {
    let shown = path.display();
    let text = fs::read_to_string(path)
        .map_err(|error| Failure::new(format!("the key `{shown}` cannot be read: {error}")))?;

    let password = || match password_of_pipeline() {
        Some(password) => Ok(password),
        None => {
            let terminal = Term::stderr();
            terminal.write_str(&format!("Password of `{shown}`: "))?;
            terminal.read_secure_line()
        }
    };

    SigningKey::read(&text, password).map_err(|error| {
        let help = match error {
            SignatureError::NotAKey => "; name the secret key that `minisign -G` made",
            SignatureError::NoPassword(_) => {
                "; without a terminal, give it as CHANCERY_SIGN_PASSWORD"
            }
            _ => "",
        };
        Failure::new(format!("the key `{shown}`: {error}{help}"))
    })
}

#[expect(clippy::disallowed_methods, reason = "the environment is read in `cli`")]
fn password_of_pipeline() -> Option<String> {
    std::env::var(PASSWORD).ok()
}

/// Signs a manifest, where there is a key.
pub(super) fn sign(
    key: Option<&SigningKey>,
    manifest: &[u8],
) -> Result<Option<String>, OutputError> {
    let signed = key.map(|key| key.sign(manifest)).transpose();
    signed.map_err(|error| OutputError::Unsigned(error.to_string()))
}

/// Reads the public key of `--key`: the name of its file, or the key itself.
pub(super) fn public_key(written: &str) -> Result<VerifyingKey, Failure> {
    if let Ok(key) = VerifyingKey::read(written) {
        return Ok(key);
    }

    let text = fs::read_to_string(written)
        .map_err(|error| Failure::new(format!("the key `{written}` cannot be read: {error}")))?;
    VerifyingKey::read(&text).map_err(|error| {
        Failure::new(format!("`{written}`: {error}; name the public key that `minisign -G` made"))
    })
}
