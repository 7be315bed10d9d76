use crate::text::fill;
use crate::view::{Problem, Reader, draft_status};

/// How old what is shown is, as far as anybody knows. Times are in milliseconds since 1970.
#[derive(Clone, Debug)]
pub enum Freshness {
    /// The server sent it then.
    Live(u64),
    /// A copy; the server is being asked.
    Copy(u64),
    /// A copy, and the server has another version.
    Changed(u64),
    /// A copy, and the server did not give the article.
    Alone(u64, Box<Problem>),
}

impl Freshness {
    /// The sentence for the reader.
    #[must_use]
    pub fn sentence(&self, reader: &Reader) -> String {
        let say = reader.offline();
        let with = |sentence: &str, at: u64, problem: &str| {
            fill(sentence, &[("time", &draft_status::time(reader, at)), ("problem", problem)])
        };
        match self {
            Self::Live(at) => with(say.live, *at, ""),
            Self::Copy(at) => with(say.copy, *at, ""),
            Self::Changed(at) => with(say.changed, *at, ""),
            Self::Alone(at, problem) => with(say.alone, *at, &problem.say(reader).0),
        }
    }
}
