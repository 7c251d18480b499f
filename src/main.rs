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
    keep_memory();
    caunoi::tool::run()
}

/// `mi_option_purge_delay` in mimalloc.h of version 3, which the crate does not name: after how many
/// milliseconds memory that is free is given back to the system.
#[cfg(not(target_arch = "wasm32"))]
const PURGE_DELAY: libmimalloc_sys::mi_option_t = 15;

/// Has the allocator keep what it has until the tool ends, unless it has been told otherwise
/// (`MIMALLOC_PURGE_DELAY`): what one step of a build gives back the next one wants again, and then
/// all of it is cleared anew.
#[cfg(not(target_arch = "wasm32"))]
fn keep_memory() {
    use libmimalloc_sys::{mi_option_get, mi_option_set};
    const DEFAULT: std::ffi::c_long = 1000;
    const NEVER: std::ffi::c_long = -1;
    // SAFETY: the allocator's options may be read and set at any time, and this is the number of one.
    unsafe {
        if mi_option_get(PURGE_DELAY) == DEFAULT {
            mi_option_set(PURGE_DELAY, NEVER);
        }
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    #[test]
    fn the_allocator_keeps_its_memory() {
        super::keep_memory();
        // SAFETY: as above.
        let delay = unsafe { libmimalloc_sys::mi_option_get(super::PURGE_DELAY) };
        assert_eq!(delay, -1, "another version of the allocator may have another number for it");
    }
}
