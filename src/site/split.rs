//! The compiled reader in two parts: what every page needs, and what is
//! [deferred](crate::ui::deferred). The linker says which function needs which
//! (`--emit-relocs`), `wasm_split_cli_support` takes them apart, wasm-bindgen makes the glue of
//! the first, the words of panics are cut out, wasm-opt shortens both.

use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use std::process::Command;

use walrus::{FunctionBuilder, FunctionId, FunctionKind, Module};
use wasm_bindgen_cli_support::Bindgen;

use super::Failure;
use super::folder::read;

/// The compiled reader in its parts.
pub struct Parts {
    /// What every page needs.
    pub wasm: Vec<u8>,
    /// What is needed later.
    pub deferred: Vec<u8>,
    /// The glue of both.
    pub glue: String,
}

/// The line of the glue that gets what loads the second part from a script of its own.
const IMPORT: &str = "import * as import1 from \"./__wasm_split.js\"";

/// What stands in its place: the second part shares memory, functions and stack with the
/// first.
const LOADER: &str = "\
const import1 = {
__wasm_split_load_deferred: async (callback, data) => {
let came = true;
try {
const file = await fetch(new URL('./deferred.wasm', import.meta.url));
await WebAssembly.instantiate(await file.arrayBuffer(), { __wasm_split: wasm });
} catch { came = false; }
wasm.__indirect_function_table.get(callback)(data, came);
}
};";

/// How wasm-opt shortens: twice, with the code as flat as it can be in between, and with
/// what every browser can do that runs the reader.
const SHORTEN: [&str; 10] = [
    "-Oz",
    "--flatten",
    "--rereloop",
    "-Oz",
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Takes the compiled reader apart. What lies between goes into Cargo's folder.
pub fn split(compiled: &Path, target: &Path) -> Result<Parts, Failure> {
    let between = target.join("split");
    let main = between.join("main.wasm");
    let input = read(compiled)?;
    let mut options = wasm_split_cli_support::Options::new(&input);
    options.output_dir = &between;
    options.main_out_path = &main;
    let failed = |why: &dyn std::fmt::Display| {
        Failure::Impossible(format!("cannot split {}: {why}", compiled.display()))
    };
    let parts = wasm_split_cli_support::transform(options).map_err(|x| failed(&format!("{x:#}")))?;
    let [deferred] = &*parts.split_modules else { return Err(failed(&"it is not of two parts")) };
    let bound = Bindgen::new()
        .input_path(&main)
        .web(true)
        .and_then(|x| x.keep_lld_exports(true).typescript(false).generate_output());
    let mut bound = bound.map_err(|x| failed(&format!("{x:#}")))?;
    let glue = bound.js().to_string();
    if !glue.contains(IMPORT) {
        return Err(failed(&"the glue is not as wasm-bindgen makes it"));
    }
    without_streams(bound.wasm_mut());
    let mut rest = Module::from_file(deferred).map_err(|x| failed(&format!("{x:#}")))?;
    Ok(Parts {
        wasm: shortest(bound.wasm_mut(), &main, target)?,
        deferred: shortest(&mut rest, deferred, target)?,
        glue: glue.replacen(IMPORT, LOADER, 1),
    })
}

/// Has a panic end the reader where it would begin to say why: `watch.js` tells the reader
/// that something failed, and nobody has the words.
fn silence(module: &mut Module) {
    let named = |id: &FunctionId| module.funcs.get(*id).name.as_deref();
    let all = module.funcs.iter_local().map(|(id, _)| id);
    let silent: Vec<_> = all.filter(|x| named(x).is_some_and(says_why)).collect();
    for id in silent {
        let (takes, gives) = module.types.params_results(module.funcs.get(id).ty());
        let (takes, gives) = (takes.to_vec(), gives.to_vec());
        let mut body = FunctionBuilder::new(&mut module.types, &takes, &gives);
        body.func_body().unreachable();
        let arguments = takes.iter().map(|x| module.locals.add(*x)).collect();
        module.funcs.get_mut(id).kind = FunctionKind::Local(body.local_func(arguments));
    }
}

/// Whether the function with this name says why there is a panic. What is the reader's own
/// does not.
fn says_why(name: &str) -> bool {
    let own = name.starts_with("caunoi::");
    let last = name.split("::").filter(|x| !x.starts_with('<')).last().unwrap_or(name);
    let fails = last.starts_with("panic") || last.contains("_fail") || last == "handle_error";
    let panics = ["core::panicking::", "std::panicking::"].iter().any(|x| name.starts_with(x));
    !own && (fails || panics || name.contains(" as core::fmt::Debug>::fmt"))
}

/// Takes away what Leptos offers to scripts so that streams come from a server: there is none.
fn without_streams(module: &mut Module) {
    let all = module.exports.iter().filter(|x| x.name.contains("intounderlying"));
    let streams: Vec<_> = all.map(|x| x.id()).collect();
    streams.into_iter().for_each(|x| module.exports.delete(x));
}

/// A module made shorter by wasm-opt; where that is not, as it is. It is kept under this name.
fn shortest(module: &mut Module, wasm: &Path, target: &Path) -> Result<Vec<u8>, Failure> {
    silence(module);
    fs::write(wasm, module.emit_wasm()).map_err(|x| Failure::file(wasm, "write", &x))?;
    let short = wasm.with_extension("short.wasm");
    let own = target.join("tools/node_modules/.bin/wasm-opt");
    let program = if own.exists() { own.as_os_str() } else { OsStr::new("wasm-opt") };
    let run = Command::new(program).args(SHORTEN).arg(wasm).arg("-o").arg(&short).status();
    match run {
        Ok(status) if status.success() => read(&short),
        Ok(status) => Err(Failure::Impossible(format!("wasm-opt failed: {status}"))),
        Err(why) => {
            println!(
                "wasm-opt cannot be run ({why}): the reader will be large; `cargo xtask setup` brings it"
            );
            read(wasm)
        }
    }
}
