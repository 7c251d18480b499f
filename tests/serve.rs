//! `caunoi serve`: what is saved is on the page, what is wrong leaves the page as it was.

mod common;

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use caunoi::site::reader::Reader;
use common::{Folder, files};

/// How long something may take to become so.
const PATIENCE: Duration = Duration::from_secs(60);

/// The tool while it serves a copy of the test edition; it ends with this.
struct Served {
    tool: Child,
    port: u16,
    edition: Folder,
}

impl Served {
    fn start() -> Served {
        let edition = Folder::of("tests/editions/ferry");
        let reader = Reader {
            wasm: b"\0asm\x01\0\0\0".to_vec(),
            deferred: b"\0asm\x01\0\0\0".to_vec(),
            glue: "export default async () => {};".into(),
            packed: Default::default(),
            public: files(Path::new("public")).into_iter().collect(),
        };
        assert!(reader.keep(&edition.beside("reader")).is_ok());
        let free = TcpListener::bind("127.0.0.1:0").and_then(|x| x.local_addr()).expect("a free port");
        let tool = Command::new(env!("CARGO_BIN_EXE_caunoi"))
            .arg("serve")
            .arg(&*edition)
            .args(["--port", &free.port().to_string(), "--reader"])
            .arg(edition.beside("reader"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the tool starts");
        Served { tool, port: free.port(), edition }
    }

    /// The answer to a request, if there is one.
    fn get(&self, path: &str) -> Option<String> {
        let mut connection = TcpStream::connect(("127.0.0.1", self.port)).ok()?;
        write!(connection, "GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n").ok()?;
        let mut answer = Vec::new();
        connection.read_to_end(&mut answer).ok()?;
        Some(String::from_utf8_lossy(&answer).into_owned())
    }

    /// Waits until the answer to a request has these words.
    fn expect(&self, path: &str, words: &str) {
        let begun = Instant::now();
        while !self.get(path).is_some_and(|x| x.contains(words)) {
            assert!(begun.elapsed() < PATIENCE, "{path} never says {words}");
            std::thread::yield_now();
        }
    }

    /// Changes a file of the edition as an editor does.
    fn change(&self, from: &str, to: &str) {
        let text = self.edition.text("edition.json");
        assert!(text.contains(from), "{from}");
        self.edition.write("edition.json", &text.replace(from, to));
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.tool.kill();
        let _ = self.tool.wait();
    }
}

#[test]
fn what_is_saved_is_served_and_what_is_wrong_changes_nothing() {
    let served = Served::start();
    served.expect("/de/", "<html lang=\"de\"");
    served.expect("/nowhere/", "404");
    assert!(served.get("/__changed?since=0").is_some_and(|x| x.ends_with("\r\n\r\n1")));
    served.change("CC0 1.0", "CC BY-SA 4.0");
    served.expect("/de/", "CC BY-SA 4.0");
    // A browser that asked before it was saved is told.
    assert!(served.get("/__changed?since=1").is_some_and(|x| !x.ends_with("\r\n\r\n1")));
    served.change("\"languages\"", "\"langauges\"");
    served.expect("/__problems", "langauges");
    served.change("CC BY-SA 4.0", "CC BY 2.0");
    served.expect("/de/", "CC BY-SA 4.0");
    served.change("\"langauges\"", "\"languages\"");
    served.expect("/de/", "CC BY 2.0");
    assert!(!served.get("/__problems").is_some_and(|x| x.contains("langauges")), "it is mended");
}
