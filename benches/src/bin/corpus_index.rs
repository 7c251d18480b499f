//! The index of a made-up corpus, for the benchmark: `corpus_index CORPUS INDEX`.
//!
//! The file holds, one after another: how long the names are, the names of the facets and
//! of their values as JSON, the id of each document in the order of the index, and the
//! index's bytes as a record has them. `engine/index.mjs` reads it.

use std::collections::HashMap;
use std::error::Error;
use std::{env, fs};

use engine::search::index::{Builder, Field};
use serde::Deserialize;

/// What is counted, in the order of the index.
const FACETS: [&str; 3] = ["source", "topic", "year"];

/// A document of the corpus; its people and organisations stand in its text.
#[derive(Deserialize)]
struct Document {
    id: u32,
    date: String,
    source: String,
    topics: Vec<String>,
    title_vi: String,
    title_en: String,
    summary_vi: String,
    summary_en: String,
    body_vi: Vec<String>,
    body_en: Vec<String>,
}

impl Document {
    fn fields(&self) -> impl Iterator<Item = (Field, &str)> {
        let titles = [&self.title_vi, &self.title_en].map(|text| (Field::Title, text.as_str()));
        let summaries = [&self.summary_vi, &self.summary_en].map(|text| (Field::Summary, text.as_str()));
        let body = self.body_vi.iter().chain(&self.body_en).map(|text| (Field::Body, text.as_str()));
        titles.into_iter().chain(summaries).chain(body)
    }

    /// Each facet's number with a value of it.
    fn facts(&self) -> impl Iterator<Item = (usize, &str)> {
        let topics = self.topics.iter().map(|topic| (1, topic.as_str()));
        [(0, self.source.as_str()), (2, &self.date[..4])].into_iter().chain(topics)
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let files: Vec<_> = env::args_os().skip(1).collect();
    let [corpus, index] = files.as_slice() else {
        return Err("two files are needed: corpus_index CORPUS INDEX".into());
    };
    let mut documents: Vec<Document> = serde_json::from_slice(&fs::read(corpus)?)?;
    // The newest first, as in a record.
    documents.sort_by(|a, b| b.date.cmp(&a.date).then(a.id.cmp(&b.id)));
    let mut builder = Builder::default();
    let mut values: [Vec<&str>; FACETS.len()] = Default::default();
    let mut places = HashMap::new();
    for document in &documents {
        let number = builder.document(document.fields());
        for (facet, value) in document.facts() {
            let place = *places.entry((facet, value)).or_insert_with(|| {
                values[facet].push(value);
                values[facet].len() - 1
            });
            builder.facet(number, facet, place);
        }
    }
    let names = serde_json::to_vec(&FACETS.iter().zip(&values).collect::<Vec<_>>())?;
    let mut out = u32::try_from(names.len())?.to_le_bytes().to_vec();
    out.extend(names);
    out.extend(u32::try_from(documents.len())?.to_le_bytes());
    out.extend(documents.iter().flat_map(|document| document.id.to_le_bytes()));
    out.extend(builder.bytes(FACETS.len()));
    fs::write(index, &out)?;
    println!("{}: {} bytes for {} documents", index.display(), out.len(), documents.len());
    Ok(())
}
