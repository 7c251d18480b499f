//! The keys of objects: misspelt ones, and their order.

use jsonc_parser::ast::ObjectProp;
use jsonc_parser::common::Ranged;

use super::places::{Place, known, meant_key};
use super::{Bench, Change};
use crate::site::check::forms::{Form, Guide};
use crate::site::check::tree::key_range;

/// Proposes the keys that are meant, in the order of the model.
pub fn propose(place: &Place, guide: &Guide, bench: &mut Bench) {
    let (Some(object), Some(form)) = (place.node.as_object(), place.object()) else { return };
    let properties = object.properties.as_slice();
    let keys: Vec<&str> = properties
        .iter()
        .map(|property| meant_key(guide, &form, property, properties).unwrap_or(property.name.as_str()))
        .collect();
    for (property, meant) in properties.iter().zip(&keys) {
        if property.name.as_str() != *meant {
            let at = key_range(property);
            let why = format!("the key here is “{meant}”");
            bench.replace(at.start..at.end, format!("\"{meant}\""), why, true);
        }
    }
    order(&form, properties, &keys, bench);
}

/// Proposes the order of the model. A key that it does not know stays behind the one
/// that it stands behind.
fn order(form: &Form, properties: &[ObjectProp], keys: &[&str], bench: &mut Bench) {
    let Some(model) = form.schema["properties"].as_object() else { return };
    let twice = (1..keys.len()).any(|at| keys[..at].contains(&keys[at]));
    // Of a key that stands twice the last counts: which that is must not change.
    if twice || !keys.iter().any(|key| known(form, key).is_some()) {
        return;
    }
    let rank = |key: &str| match key {
        "$schema" => Some(0),
        _ => model.keys().position(|other| other == key).map(|at| at + 1),
    };
    let mut last = 0;
    let ranks: Vec<usize> = keys
        .iter()
        .map(|key| {
            last = rank(key).unwrap_or(last);
            last
        })
        .collect();
    let mut order: Vec<usize> = (0..keys.len()).collect();
    order.sort_by_key(|at| ranks[*at]);
    if order.is_sorted() {
        return;
    }
    let slots: Vec<_> = properties.iter().map(|x| x.range()).map(|x| x.start..x.end).collect();
    let (old, new) = (keys.join(", "), order.iter().map(|at| keys[*at]).collect::<Vec<_>>().join(", "));
    let why = "the keys are in another order than in the schema";
    bench.shown(slots[0].start, &old, &new, why, true, vec![Change::Order { slots, order }]);
}
