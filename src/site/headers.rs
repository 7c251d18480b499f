//! What a host should say with each file, as Netlify and Cloudflare Pages read it: `_headers`.

use super::policy::{Needs, hash, policy};
use super::prerender::{Assets, HOSTED};
use super::single::Frame;

/// The headers of a site. The policy allows what any of its pages needs; what each needs it
/// says itself. The site may stand in other pages and be asked by them.
pub fn of(assets: &Assets, single: &Frame) -> String {
    let needs = Needs {
        scripts: "'self' ",
        inline_scripts: &[&assets.slash, &assets.lost, &single.scripts[0], &single.scripts[1]],
        styles: &format!("'self' {}", hash(&single.style)),
        rest: HOSTED,
    };
    format!(
        "/*\n  Content-Security-Policy: {}; frame-ancestors *\n  X-Content-Type-Options: nosniff\n  \
         Referrer-Policy: strict-origin-when-cross-origin\n  Access-Control-Allow-Origin: *\n\
         /assets/*\n  Cache-Control: public, max-age=31536000, immutable\n",
        policy(&needs)
    )
}
