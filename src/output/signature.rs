//! Signatures of manifests, as minisign has them.
//!
//! In: the text of a key, the bytes of a manifest. Out: a signature, or whether one is right. Invariant: no key is
//! written, and nothing is asked of anybody here.

use std::fmt;
use std::io::{self, Cursor};

use minisign::{ErrorKind, PublicKey, PublicKeyBox, SecretKey, SecretKeyBox, SignatureBox};

/// How the line of a key with a password begins: `EdScB2` in base64, for Ed25519, scrypt and BLAKE2b (minisign(1),
/// "Secret key format").
const ENCRYPTED: &str = "RWRTY0Iy";

/// A secret key, as `minisign -G` makes it.
#[derive(Debug)]
pub struct SigningKey(SecretKey);

/// A public key, as `minisign -G` makes it.
#[derive(Debug)]
pub struct VerifyingKey(PublicKey);

/// Why something could not be signed, or a signature is not right.
#[derive(Debug)]
pub enum SignatureError {
    /// The text is no key.
    NotAKey,
    /// The password is not that of the key.
    WrongPassword,
    /// The password could not be had.
    NoPassword(io::Error),
    /// The text is no signature.
    NotASignature,
    /// The signature is of other bytes, or of another key.
    Wrong,
    /// No random numbers could be had.
    Unsigned(String),
}

impl SigningKey {
    /// Reads a key from the text of its file. The password is asked for where the key has one.
    ///
    /// # Errors
    /// Where the text is no key, or the password is wrong or cannot be had.
    pub fn read(
        text: &str,
        password: impl FnOnce() -> io::Result<String>,
    ) -> Result<SigningKey, SignatureError> {
        let key = || SecretKeyBox::from_string(text).map_err(|_| SignatureError::NotAKey);
        if let Ok(open) = key()?.into_unencrypted_secret_key() {
            return Ok(SigningKey(open));
        }

        // Nobody is asked for the password of what is no key.
        let is_encrypted = text.lines().nth(1).is_some_and(|line| line.starts_with(ENCRYPTED));
        if !is_encrypted {
            return Err(SignatureError::NotAKey);
        }

        let password = password().map_err(SignatureError::NoPassword)?;
        match key()?.into_secret_key(Some(password)) {
            Ok(open) => Ok(SigningKey(open)),
            Err(error) if matches!(error.kind(), ErrorKind::Verify) => {
                Err(SignatureError::WrongPassword)
            }
            Err(_) => Err(SignatureError::NotAKey),
        }
    }

    /// Signs bytes; returns the text of the signature's file.
    ///
    /// # Errors
    /// Where the system gives no random numbers.
    pub fn sign(&self, bytes: &[u8]) -> Result<String, SignatureError> {
        // Without a time: the signature says nothing but who vouches for these bytes.
        let comment = Some("Chancery's list of the files of a site");
        let signed = minisign::sign(None, &self.0, Cursor::new(bytes), comment, None);
        signed
            .map(SignatureBox::into_string)
            .map_err(|error| SignatureError::Unsigned(error.to_string()))
    }
}

impl VerifyingKey {
    /// Reads a key from the text of its file, or from the one line of it that is the key.
    ///
    /// # Errors
    /// Where the text is no key.
    pub fn read(text: &str) -> Result<VerifyingKey, SignatureError> {
        let line = PublicKey::from_base64(text.trim());
        let file = || PublicKeyBox::from_string(text).and_then(PublicKeyBox::into_public_key);

        line.or_else(|_| file()).map(VerifyingKey).map_err(|_| SignatureError::NotAKey)
    }

    /// Checks that a signature, as the text of its file, is this key's and of these bytes.
    ///
    /// # Errors
    /// Where it is not, or is no signature.
    pub fn verify(&self, bytes: &[u8], signature: &str) -> Result<(), SignatureError> {
        let signature =
            SignatureBox::from_string(signature).map_err(|_| SignatureError::NotASignature)?;
        minisign::verify(&self.0, &signature, Cursor::new(bytes), true, false, false)
            .map_err(|_| SignatureError::Wrong)
    }
}

impl fmt::Display for SignatureError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SignatureError::NotAKey => f.write_str("it is not a key of minisign"),
            SignatureError::WrongPassword => f.write_str("the password is not that of the key"),
            SignatureError::NoPassword(error) => {
                write!(f, "the password could not be read: {error}")
            }
            SignatureError::NotASignature => f.write_str("it is not a signature of minisign"),
            SignatureError::Wrong => {
                f.write_str("the signature is of other bytes, or of another key")
            }
            SignatureError::Unsigned(why) => f.write_str(why),
        }
    }
}

impl std::error::Error for SignatureError {}

#[cfg(test)]
mod tests {
    use minisign::KeyPair;

    use super::*;

    fn asked_in_vain() -> io::Result<String> {
        panic!("nobody has to be asked")
    }

    #[test]
    fn what_a_key_signs_its_other_half_verifies() {
        let pair = KeyPair::generate_unencrypted_keypair().unwrap();
        let secret = pair.sk.to_box(None).unwrap().into_string();
        let public = pair.pk.to_box().unwrap().into_string();

        let signature = SigningKey::read(&secret, asked_in_vain).unwrap().sign(b"a list").unwrap();
        let key = VerifyingKey::read(&public).unwrap();
        key.verify(b"a list", &signature).unwrap();
        assert!(matches!(key.verify(b"a lisp", &signature), Err(SignatureError::Wrong)));
        assert!(matches!(key.verify(b"a list", "none"), Err(SignatureError::NotASignature)));

        let line = VerifyingKey::read(&pair.pk.to_base64()).unwrap();
        line.verify(b"a list", &signature).unwrap();

        let other = KeyPair::generate_unencrypted_keypair().unwrap();
        let other = VerifyingKey::read(&other.pk.to_base64()).unwrap();
        assert!(matches!(other.verify(b"a list", &signature), Err(SignatureError::Wrong)));
    }

    #[test]
    fn a_key_with_a_password_needs_it() {
        let pair = KeyPair::generate_encrypted_keypair(Some("rivers".to_owned())).unwrap();
        let secret = pair.sk.to_box(None).unwrap().into_string();

        assert!(SigningKey::read(&secret, || Ok("rivers".to_owned())).is_ok());
        let wrong = SigningKey::read(&secret, || Ok("ponds".to_owned()));
        assert!(matches!(wrong, Err(SignatureError::WrongPassword)), "{wrong:?}");
        let none = SigningKey::read(&secret, || Err(io::Error::other("no terminal")));
        assert!(matches!(none, Err(SignatureError::NoPassword(_))));
    }

    #[test]
    fn what_is_no_key_asks_for_no_password() {
        for text in ["", "a\nb\n", "untrusted comment: x\nAAAA\n", "-----BEGIN KEY-----\nabc\n"] {
            assert!(matches!(SigningKey::read(text, asked_in_vain), Err(SignatureError::NotAKey)));
            assert!(matches!(VerifyingKey::read(text), Err(SignatureError::NotAKey)));
        }
    }
}
