//! The pictures of an article, an event, a person or an organisation.

use leptos::prelude::*;

use super::element::{classed, el};
use super::{Scene, words};
use crate::record::model::Image;

/// Each picture with its caption, its credit and its rights.
pub fn pictures(scene: &Scene, images: &[Image]) -> Vec<AnyView> {
    images.iter().filter_map(|x| picture(scene, x)).collect()
}

/// A picture in the size that fits; nothing if none was made.
fn picture(scene: &Scene, image: &Image) -> Option<AnyView> {
    let largest = image.sizes.last()?;
    let each = image.sizes.iter().map(|x| format!("{} {}w", scene.file(&x.path), x.width));
    let each: Vec<_> = each.collect();
    let (lang, alt) = image.alt.in_or_else(scene.lang());
    let lang = (lang != scene.lang()).then(|| lang.to_string());
    let shown = view! {
        <img
            src=scene.file(&largest.path)
            srcset=each.join(", ")
            sizes="(min-width: 64rem) 38rem, 100vw"
            width=largest.width.to_string()
            height=largest.height.to_string()
            alt=alt.to_string()
            lang=lang
            loading="lazy"
            decoding="async"
        />
    };
    let caption = image.caption.as_ref().map(|x| words::lines(scene, x));
    let rights =
        classed("span", "why").child(image.credit.clone()).dotted(Some(words::pair(scene, &image.rights)));
    let below = classed("figcaption", "app").children(caption).child(rights);
    Some(el("figure").child(shown).child(below).any())
}
