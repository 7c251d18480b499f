//! Any address is a route, and a route's own address is that route.
#![no_main]

use caunoi_fuzz::route::Route;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let address = String::from_utf8_lossy(data);
    let (path, search) = address.find('?').map_or((&*address, ""), |at| address.split_at(at));
    let pair = ["vi".to_string(), "en".to_string()];
    let route = Route::parse(path, search, &pair);
    let back = Route::parse(&route.path(&pair), &route.search(), &pair);
    // Of an unknown page only the address of the page that says so is left.
    assert_eq!(route, back, "{}", route.address(&pair));
});
