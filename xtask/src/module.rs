//! The bytes of a WebAssembly module: what its sections are made of, read and written.

use anyhow::{Context, Result, bail};

/// The module with each section as `change` gives it, by its number (WebAssembly 2.0, section 5.5.2).
///
/// Fails where the bytes are no module, or as `change` does.
pub fn change_sections(
    module: &[u8],
    mut change: impl FnMut(u8, &[u8]) -> Result<Vec<u8>>,
) -> Result<Vec<u8>> {
    let mut out = module.get(..8).context("no WebAssembly module")?.to_vec();
    let mut rest = Bytes(module.get(8..).unwrap_or_default());
    while !rest.0.is_empty() {
        let id = rest.byte()?;
        let section = change(id, rest.sized()?)?;
        out.push(id);
        number(section.len(), &mut out);
        out.extend(section);
    }
    Ok(out)
}

/// The export section (5.5.10) with what `name` gives in place of each name, and without the exports for which it gives none.
pub fn rename_exports(section: &[u8], mut name: impl FnMut(&str) -> Option<String>) -> Result<Vec<u8>> {
    let mut rest = Bytes(section);
    let mut kept = 0;
    let mut out = Vec::new();
    for _ in 0..rest.number()? {
        let (old, kind, index) = (rest.text()?, rest.byte()?, rest.number()?);
        let Some(new) = name(old) else { continue };
        kept += 1;
        text(&new, &mut out);
        out.push(kind);
        number(index, &mut out);
    }
    let mut all = Vec::new();
    number(kept, &mut all);
    all.extend(out);
    Ok(all)
}

/// Writes an unsigned LEB128 number.
pub fn number(mut number: usize, out: &mut Vec<u8>) {
    loop {
        let byte = u8::try_from(number & 0x7f).unwrap_or_default();
        number >>= 7;
        if number == 0 {
            return out.push(byte);
        }
        out.push(byte | 0x80);
    }
}

/// Writes a name: its length in bytes and its UTF-8.
pub fn text(text: &str, out: &mut Vec<u8>) {
    number(text.len(), out);
    out.extend(text.as_bytes());
}

/// What is left of a module to read.
pub struct Bytes<'b>(pub &'b [u8]);

impl<'b> Bytes<'b> {
    /// The next `count` bytes.
    pub fn take(&mut self, count: usize) -> Result<&'b [u8]> {
        let (taken, rest) = self.0.split_at_checked(count).context("the module ends too early")?;
        self.0 = rest;
        Ok(taken)
    }

    /// The next byte.
    pub fn byte(&mut self) -> Result<u8> {
        self.take(1)?.first().copied().context("the module ends too early")
    }

    /// An unsigned LEB128 number of at most 32 bits.
    pub fn number(&mut self) -> Result<usize> {
        let mut value = 0;
        for shift in (0..35).step_by(7) {
            let byte = self.byte()?;
            value |= usize::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Ok(value);
            }
        }
        bail!("a number of more than 32 bits in the module")
    }

    /// Bytes whose count stands before them.
    pub fn sized(&mut self) -> Result<&'b [u8]> {
        let length = self.number()?;
        self.take(length)
    }

    /// A name.
    pub fn text(&mut self) -> Result<&'b str> {
        std::str::from_utf8(self.sized()?).context("a name in the module is not UTF-8")
    }

    /// Passes the limits of a memory or a table (5.3.8).
    pub fn limits(&mut self) -> Result<()> {
        let flags = self.byte()?;
        self.number()?;
        if flags & 1 == 1 {
            self.number()?;
        }
        Ok(())
    }
}
