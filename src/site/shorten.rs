//! Making what Trunk compiled shorter, without changing what it does: the names under
//! which the wasm asks the glue for functions end in hashes, which no compression helps,
//! and the glue comes with comments and indents.

/// The wasm and its glue, shorter; nothing if this is not a module as wasm-bindgen makes them.
pub fn shorten(wasm: &[u8], glue: &str) -> Option<(Vec<u8>, String)> {
    let (wasm, names) = rename_imports(wasm)?;
    Some((wasm, without_comments(&renamed(glue, &names))))
}

/// Old names; the new name of each is its place in letters.
type Names = Vec<String>;

/// A module whose imports have short names, and their old names (WebAssembly core
/// specification 2.0, 5.5.5: the import section has the id 2).
fn rename_imports(wasm: &[u8]) -> Option<(Vec<u8>, Names)> {
    let (header, mut rest) = wasm.split_at_checked(8)?;
    let mut renamed = header.to_vec();
    let mut names = Vec::new();
    while let Some((id, after)) = rest.split_first() {
        let (length, after) = leb128(after)?;
        let (section, after) = after.split_at_checked(length)?;
        rest = after;
        let section = if *id == 2 { imports(section, &mut names)? } else { section.to_vec() };
        renamed.push(*id);
        write_leb128(section.len(), &mut renamed);
        renamed.extend(section);
    }
    Some((renamed, names))
}

/// An import section with new names. What wasm-bindgen imports are functions: module,
/// name, 0, the number of the type.
fn imports(section: &[u8], names: &mut Names) -> Option<Vec<u8>> {
    let (count, mut rest) = leb128(section)?;
    let mut renamed = Vec::new();
    write_leb128(count, &mut renamed);
    for _ in 0..count {
        let (length, after) = leb128(rest)?;
        let (module, after) = after.split_at_checked(length)?;
        let (length, after) = leb128(after)?;
        let (name, after) = after.split_at_checked(length)?;
        let (0, after) = after.split_first()? else { return None };
        let (of_type, after) = leb128(after)?;
        rest = after;
        write_name(module, &mut renamed);
        write_name(letters(names.len()).as_bytes(), &mut renamed);
        renamed.push(0);
        write_leb128(of_type, &mut renamed);
        names.push(String::from_utf8(name.to_vec()).ok()?);
    }
    Some(renamed)
}

/// A number in letters: a, b, …, z, aa, ba, …
fn letters(mut number: usize) -> String {
    let mut letters = String::new();
    loop {
        letters.push(char::from(b'a' + (number % 26) as u8));
        number /= 26;
        if number == 0 {
            return letters;
        }
        number -= 1;
    }
}

/// The glue with the new names. It has each as the key of an object, so that no variable
/// of its own can be meant.
fn renamed(glue: &str, names: &Names) -> String {
    let of_name = |x: char| x.is_ascii_alphanumeric() || x == '_';
    let mut renamed = String::with_capacity(glue.len());
    let mut rest = glue;
    while let Some(start) = rest.find(of_name) {
        let end = rest[start..].find(|x| !of_name(x)).map_or(rest.len(), |x| start + x);
        let word = &rest[start..end];
        renamed.push_str(&rest[..start]);
        match names.iter().position(|x| x == word) {
            Some(place) => renamed.push_str(&letters(place)),
            None => renamed.push_str(word),
        }
        rest = &rest[end..];
    }
    renamed + rest
}

/// A style without comments and indents. For the reader's own style, which has neither
/// within a text.
pub fn style(css: &str) -> String {
    let mut kept = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        kept.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    kept.push_str(rest);
    without_comments(&kept)
}

/// A script without the lines that are comments, and without indents. For the glue, which
/// has no text over several lines.
pub fn without_comments(script: &str) -> String {
    let lines = script.lines().map(str::trim);
    let comment = |x: &str| x == "*" || ["/*", "* ", "*/", "//"].iter().any(|y| x.starts_with(y));
    let code = lines.filter(|x| !x.is_empty() && !comment(x));
    code.flat_map(|x| [x, "\n"]).collect()
}

fn leb128(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let mut value = 0;
    for (place, byte) in bytes.iter().enumerate().take(5) {
        value |= usize::from(byte & 0x7f) << (7 * place);
        if *byte < 0x80 {
            return Some((value, &bytes[place + 1..]));
        }
    }
    None
}

/// A number as unsigned LEB128 (WebAssembly core specification 2.0, 5.2.2).
pub fn write_leb128(mut value: usize, out: &mut Vec<u8>) {
    loop {
        let low = (value & 0x7f) as u8;
        value >>= 7;
        if value == 0 {
            return out.push(low);
        }
        out.push(low | 0x80);
    }
}

/// A name: its length and its bytes.
pub fn write_name(name: &[u8], out: &mut Vec<u8>) {
    write_leb128(name.len(), out);
    out.extend_from_slice(name);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imports_are_renamed_in_the_wasm_and_in_the_glue() {
        let wasm = b"\0asm\x01\0\0\0\x02\x0b\x01\x01m\x05__old\0\x03\x00\x02\x01x";
        let glue =
            "/**\n * what\n */\nconst imports = {\n    __old: function(arg) { return old__old(arg); }\n};\n";
        let (wasm, glue) = shorten(wasm, glue).unwrap();
        assert_eq!(wasm, b"\0asm\x01\0\0\0\x02\x07\x01\x01m\x01a\0\x03\x00\x02\x01x");
        assert_eq!(glue, "const imports = {\na: function(arg) { return old__old(arg); }\n};\n");
    }

    #[test]
    fn styles_lose_comments_and_indents() {
        let css = "/* one\n   two */\na {\n  color: red; /* why */\n}\n";
        assert_eq!(style(css), "a {\ncolor: red;\n}\n");
    }

    #[test]
    fn no_two_imports_get_one_name() {
        let all: std::collections::HashSet<String> = (0..2000).map(letters).collect();
        assert_eq!(all.len(), 2000);
    }

    #[test]
    fn what_is_no_module_is_refused() {
        assert!(shorten(b"not wasm at all", "").is_none());
    }
}
