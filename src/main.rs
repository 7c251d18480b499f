//! On wasm32 the reader starts; natively this is the `caunoi` tool.

/// Pages are printed out of many small pieces, by several threads: with the system's own allocator
/// ten thousand articles take a quarter longer.
#[cfg(not(target_arch = "wasm32"))]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[cfg(target_arch = "wasm32")]
fn main() {
    caunoi::browser::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    caunoi::tool::run()
}
