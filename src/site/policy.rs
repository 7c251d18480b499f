//! What a page may load and run: its Content-Security-Policy (CSP level 3, W3C). Every page
//! says it itself, and hosts may say it too.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// What a page needs beside its own text.
pub struct Needs<'a> {
    /// Where scripts come from besides those that are named by their hash.
    pub scripts: &'a str,
    /// The scripts within the page.
    pub inline_scripts: &'a [&'a str],
    /// Where styles come from: `'self'`, or the styles within the page by their hash.
    pub styles: &'a str,
    /// Where everything else comes from.
    pub rest: &'a str,
}

/// The policy of a page. Nothing is run that is not known here, nothing is asked of another
/// origin; text becomes HTML only by the reader's own hand.
pub fn policy(needs: &Needs) -> String {
    let hashes: String = needs.inline_scripts.iter().map(|x| format!("{} ", hash(x))).collect();
    let Needs { scripts, styles, rest, .. } = needs;
    format!(
        "default-src 'none'; script-src {scripts}{hashes}'wasm-unsafe-eval'; style-src {styles}; {rest}; \
         base-uri 'none'; object-src 'none'; require-trusted-types-for 'script'; trusted-types default"
    )
}

/// How a policy names a script or a style that stands within the page.
pub fn hash(text: &str) -> String {
    format!("'{}'", integrity(text.as_bytes()))
}

/// The hash of a file as Subresource Integrity has it.
pub fn integrity(bytes: &[u8]) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(bytes)))
}
