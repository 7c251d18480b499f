//! Any bytes are a record or none; what is one is packed, searched and drawn without a panic. (A
//! damaged record is not even read: the checksum is mended here, so that the bytes get further.)
#![no_main]

use std::hint::black_box;

use caunoi_fuzz::record::Record;
use caunoi_fuzz::search::filters::{Facet, Filters};
use caunoi_fuzz::search::{self, Search};
use caunoi_fuzz::timeline::draw::{Chart, Look, ribbon, strip};
use caunoi_fuzz::timeline::items::{By, extent, items, lanes};
use caunoi_fuzz::timeline::layout::Lane;
use caunoi_fuzz::timeline::plans::plans;
use caunoi_fuzz::timeline::ribbon::Ribbon;
use caunoi_fuzz::timeline::series::cycle;
use caunoi_fuzz::timeline::strip::{of_office, of_person};
use caunoi_fuzz::timeline::words::Words;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some(bytes) = mended(data) else { return };
    let Ok(record) = Record::unpack(&bytes) else { return };
    assert!(Record::unpack(&record.pack()).is_ok_and(|x| x == record), "a record packs and unpacks");
    let record: *mut Record = Box::into_raw(Box::new(record));
    // SAFETY: nothing that is made of the record is left when it is freed.
    use_it(unsafe { &*record });
    drop(unsafe { Box::from_raw(record) });
});

/// The bytes with the magic word and the checksum (FNV-1a) that they should have.
fn mended(data: &[u8]) -> Option<Vec<u8>> {
    let body = data.get(16..)?;
    let next = |sum: u64, byte: &u8| (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    let sum = body.iter().fold(0xcbf2_9ce4_8422_2325, next);
    Some([b"caunoi\0\x02", &sum.to_le_bytes()[..], body].concat())
}

fn use_it(record: &'static Record) {
    let index = search::index(record);
    for index in [None, Some(index.into())] {
        let search = Search::of(record, index);
        for query in ["a", "Le Thu Ha", "\"2022\" -ha", "year:2022 h"] {
            black_box(search.ask(query, &Filters::default(), Facet::named, |_, value| value.into()).total);
        }
    }
    black_box((cycle(record).series.len(), plans(record).len()));
    draw(record);
}

fn draw(record: &Record) {
    let words = Words::of(&record.labels[0], record.lang(0));
    let items = items(record);
    black_box(Ribbon::of(items.iter().map(|x| x.first), 328).map(|x| ribbon(&x, &words)));
    if let Some(window) = extent(&items) {
        for by in By::ALL {
            let lanes = lanes(record, &items, 0..items.len(), by);
            let shown = lanes.names.iter().map(|_| Lane { folded: false, rows: 5 }).collect();
            let chart = Chart::new(&items, &lanes, shown, &words, window, 328);
            black_box(chart.draw(&Look { href: &|_| String::new(), chosen: None, is_live: true }));
        }
    }
    for person in &record.people {
        black_box(strip(&of_person(record, &person.id), 328, &words, &|x| x.into()));
    }
    for body in &record.organisations {
        for office in &body.offices {
            black_box(strip(&of_office(record, &body.id, &office.id), 328, &words, &|x| x.into()));
        }
    }
}
