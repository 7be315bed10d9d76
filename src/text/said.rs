//! Sentences as a list: how they are written to a file and read from it.

/// Something that holds sentences, in a fixed order.
pub trait Said {
    /// Follows the names of the fields and their order: a file that was written for other ones does not have it.
    const SHAPE: u32;

    /// Calls `see` with the name and the text of each sentence; a plural form that the language does not have is empty.
    fn each(&self, name: &'static str, see: &mut dyn FnMut(&'static str, &'static str));

    /// Takes each sentence from `lines`.
    fn read(&mut self, lines: &mut Lines);
}

/// The lines of a file, one sentence each.
pub struct Lines {
    rest: &'static str,
}

impl Lines {
    /// The lines of `text`, each of which ends with a line feed.
    #[must_use]
    pub fn of(text: &'static str) -> Self {
        Self { rest: text }
    }

    /// The next line; empty where there is none.
    pub fn line(&mut self) -> &'static str {
        let Some((line, rest)) = crate::find::split_once(self.rest, "\n") else {
            self.rest = "";
            return "";
        };
        self.rest = rest;
        line
    }

    /// What was not taken; nothing where lines were missing.
    #[must_use]
    pub fn rest(&self) -> &'static str {
        self.rest
    }
}

/// A name folded into a shape (FNV-1a).
#[must_use]
pub const fn fold(mut shape: u32, name: &str) -> u32 {
    let mut rest = name.as_bytes();
    while let [byte, after @ ..] = rest {
        shape = (shape ^ *byte as u32).wrapping_mul(0x0100_0193);
        rest = after;
    }
    shape
}

/// Shapes in hexadecimal digits.
#[must_use]
pub const fn hex(shapes: [u32; 4]) -> [u8; 32] {
    let [a, b, c, d] = shapes;
    let mut rest = ((a as u128) << 96) | ((b as u128) << 64) | ((c as u128) << 32) | d as u128;
    let mut out = [0; 32];
    let mut places: &mut [u8] = &mut out;
    while let [before @ .., place] = places {
        let digit = (rest & 15) as u8;
        *place = if digit < 10 { b'0' + digit } else { b'a' + digit - 10 };
        rest >>= 4;
        places = before;
    }
    out
}

impl Said for &'static str {
    const SHAPE: u32 = 1;

    fn each(&self, name: &'static str, see: &mut dyn FnMut(&'static str, &'static str)) {
        see(name, self);
    }

    #[inline(never)]
    fn read(&mut self, lines: &mut Lines) {
        *self = lines.line();
    }
}

impl Said for Option<&'static str> {
    const SHAPE: u32 = 2;

    fn each(&self, name: &'static str, see: &mut dyn FnMut(&'static str, &'static str)) {
        see(name, self.unwrap_or_default());
    }

    #[inline(never)]
    fn read(&mut self, lines: &mut Lines) {
        *self = Some(lines.line()).filter(|line| !line.is_empty());
    }
}

impl Said for (&'static str, &'static str) {
    const SHAPE: u32 = 3;

    fn each(&self, name: &'static str, see: &mut dyn FnMut(&'static str, &'static str)) {
        see(name, self.0);
        see(name, self.1);
    }

    #[inline(never)]
    fn read(&mut self, lines: &mut Lines) {
        *self = (lines.line(), lines.line());
    }
}

/// A struct of sentences, with [`Said`] for it.
macro_rules! said {
    ($(#[$about:meta])* pub struct $name:ident { $($(#[$says:meta])* pub $field:ident: $type:ty,)* }) => {
        $(#[$about])* pub struct $name { $($(#[$says])* pub $field: $type,)* }

        impl $crate::text::Said for $name {
            const SHAPE: u32 = {
                let mut shape = 0x811c_9dc5;
                $(shape = $crate::text::said::fold(shape ^ <$type as $crate::text::Said>::SHAPE, stringify!($field));)*
                shape
            };

            fn each(&self, _: &'static str, see: &mut dyn FnMut(&'static str, &'static str)) {
                $(self.$field.each(stringify!($field), see);)*
            }

            fn read(&mut self, lines: &mut $crate::text::said::Lines) {
                $(self.$field.read(lines);)*
            }
        }
    };
}
pub(super) use said;
