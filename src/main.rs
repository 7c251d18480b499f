//! On wasm32 the reader starts; natively this is the `caunoi` tool.

#[cfg(target_arch = "wasm32")]
fn main() {
    caunoi::browser::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    caunoi::site::run()
}
