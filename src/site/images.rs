//! The sizes of an edition's pictures.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::Path;
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use image::imageops::FilterType;
use image::{DynamicImage, ImageFormat};

use super::Failure;
use super::build::hashed;
use super::folder::read;
use super::serve::content_type;
use crate::record::Record;
use crate::record::model::{Image, ImageSize};

/// The widths that are made, in pixels; never wider than the picture itself.
const WIDTHS: [u32; 3] = [480, 960, 1600];

/// Makes the sizes of every picture of the record and writes them down in it.
pub fn make(
    record: &mut Record,
    edition: &Path,
    files: &mut BTreeMap<String, Vec<u8>>,
) -> Result<(), Failure> {
    for image in all(record) {
        image.sizes = sizes(image, edition, files)?;
    }
    Ok(())
}

/// Puts the smallest size of every picture into the record itself, as an address that has
/// its bytes (RFC 2397), and leaves the others out.
pub fn put_in(record: &mut Record, files: &BTreeMap<String, Vec<u8>>) {
    for image in all(record) {
        image.sizes.truncate(1);
        for size in &mut image.sizes {
            let bytes = files.get(&size.path).map_or(&[][..], Vec::as_slice);
            size.path = data_address(&size.path, bytes);
        }
    }
}

/// Every picture of a record.
fn all(record: &mut Record) -> impl Iterator<Item = &mut Image> {
    let with_images = record.articles.iter_mut().filter(|x| !x.images.is_empty());
    let articles = with_images.flat_map(|x| &mut Arc::make_mut(x).images);
    let people = record.people.iter_mut().flat_map(|x| &mut x.images);
    let organisations = record.organisations.iter_mut().flat_map(|x| &mut x.images);
    let events = record.events.iter_mut().flat_map(|x| &mut x.images);
    articles.chain(people).chain(organisations).chain(events)
}

/// A file as an address that has its bytes (RFC 2397).
pub fn data_address(path: &str, bytes: &[u8]) -> String {
    format!("data:{};base64,{}", content_type(path), STANDARD.encode(bytes))
}

fn sizes(
    image: &Image,
    edition: &Path,
    files: &mut BTreeMap<String, Vec<u8>>,
) -> Result<Vec<ImageSize>, Failure> {
    let path = edition.join(&image.file);
    let broken = |error: image::ImageError| {
        Failure::Impossible(format!("cannot read the picture {}: {error}", path.display()))
    };
    let bytes = read(&path)?;
    let format = image::guess_format(&bytes).map_err(broken)?;
    let picture = image::load_from_memory_with_format(&bytes, format).map_err(broken)?;
    let mut widths: Vec<u32> = WIDTHS.into_iter().filter(|x| *x < picture.width()).collect();
    widths.push(picture.width().min(WIDTHS[WIDTHS.len() - 1]));
    let mut sizes = Vec::new();
    for width in widths {
        let height =
            (u64::from(picture.height()) * u64::from(width)).div_ceil(u64::from(picture.width())) as u32;
        // A picture in its own size stays as it is: made anew it would only be larger or worse.
        let made = if width == picture.width() {
            bytes.clone()
        } else {
            encode(&picture.resize_exact(width, height, FilterType::Lanczos3), format).map_err(broken)?
        };
        let stem = plain(&Path::new(&image.file).file_stem().unwrap_or_default().to_string_lossy());
        let ending = if format == ImageFormat::Png { "png" } else { "jpg" };
        let path = format!("assets/images/{}", hashed(&format!("{stem}-{width}.{ending}"), &made));
        files.insert(path.clone(), made);
        sizes.push(ImageSize { path, width, height });
    }
    Ok(sizes)
}

/// A name as it can stand in an address and in a list of addresses: letters and digits of ASCII,
/// hyphens for the rest.
fn plain(name: &str) -> String {
    name.chars().map(|x| if x.is_ascii_alphanumeric() { x } else { '-' }).collect()
}

fn encode(picture: &DynamicImage, format: ImageFormat) -> Result<Vec<u8>, image::ImageError> {
    let mut bytes = Cursor::new(Vec::new());
    match format {
        ImageFormat::Png => picture.write_to(&mut bytes, ImageFormat::Png)?,
        _ => DynamicImage::from(picture.to_rgb8()).write_to(&mut bytes, ImageFormat::Jpeg)?,
    }
    Ok(bytes.into_inner())
}
