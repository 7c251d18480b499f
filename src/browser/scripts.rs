//! What scripts of other pages can ask, through `caunoi.js`.

use js_sys::Function;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::{parts, record};
use crate::ui::deferred;

/// Gives the answer to a question, as JSON, to a function; nothing if the record cannot be read
/// or what is deferred does not come. What can be asked: [`crate::ui::deferred::Deferred::answer`].
#[wasm_bindgen]
pub fn ask(question: String, most: u32, done: Function) {
    js_sys::futures::spawn_local(async move {
        let deferred = deferred::fetch().await.ok();
        let record = if parts::are_there() { parts::record().await } else { record() };
        let answer = record.zip(deferred).map(|(record, x)| (x.answer)(record, &question, most as usize));
        let answer = answer.map_or(JsValue::UNDEFINED, |x| JsValue::from_str(&x));
        let _ = done.call1(&JsValue::UNDEFINED, &answer);
    });
}
