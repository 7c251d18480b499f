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
    let say = move |answer: JsValue| _ = done.call1(&JsValue::UNDEFINED, &answer);
    js_sys::futures::spawn_local(async move {
        let deferred = deferred::fetch().await.ok();
        let record = if parts::are_there() { parts::record().await } else { record() };
        let Some((record, deferred)) = record.zip(deferred) else { return say(JsValue::UNDEFINED) };
        let answer = move || (deferred.answer)(record, &question, most as usize);
        let (told, late) = answer();
        if late.is_empty() {
            return say(told.into());
        }
        parts::when_come(record, &late, Box::new(move |_| say(answer().0.into())));
    });
}
