use crate::harness::{Setting, read};
#[test]
fn zz() {
    read(Setting { wasm_waits: true, ..Setting::default() }, async |page| {
        page.open("vi/").await;
        page.type_into("#q", "abc").await;
        let v: String =
            page.ask("return document.querySelector('#q').value + '/' + document.activeElement.id").await;
        eprintln!("before {v}");
        let _: () = page.ask("window.log = []; document.addEventListener('input', e => log.push('input ' + e.target.value), true); const d = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value'); Object.defineProperty(HTMLInputElement.prototype, 'value', { get: d.get, set(x) { log.push('set ' + x + ' ' + new Error().stack); d.set.call(this, x); } }); new MutationObserver(() => log.push('live')).observe(document.documentElement, {attributes: true})").await;
        page.let_wasm_come();
        page.wait_live().await;
        let v: Vec<String> = page
            .ask("return [document.querySelector('#q').value + '/' + document.activeElement.id, ...log]")
            .await;
        eprintln!("{}", v.join("\n"));
    });
}
