//! What is written in the formats of others, read back by parsers that are not ours.

mod citations;
mod data;
#[path = "../hostile/edition.rs"]
#[allow(dead_code)]
mod hostile;
mod web;
