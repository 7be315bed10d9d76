use std::cmp::Reverse;

use crate::article::Comment;

/// In which order comments that answer the same thing are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// As the source has them, which is mostly oldest first.
    #[default]
    Oldest,
    /// Newest first.
    Newest,
    /// Those with most votes first.
    Top,
}

impl Order {
    /// All.
    pub const ALL: [Self; 3] = [Self::Oldest, Self::Newest, Self::Top];

    /// As it is remembered.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Oldest => "oldest",
            Self::Newest => "newest",
            Self::Top => "top",
        }
    }

    /// The order of a name.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|order| order.name() == name)
    }

    /// Brings comments into this order. Those without a date or votes keep their places among themselves, after the others
    /// where the newest come first, before them where the oldest do.
    pub fn sort(self, comments: &mut [Comment]) {
        let at = |comment: &Comment| comment.published.as_ref().and_then(|when| when.millis);
        match self {
            Self::Oldest => comments.sort_by_key(at),
            Self::Newest => comments.sort_by_key(|comment| Reverse(at(comment))),
            Self::Top => comments.sort_by_key(|comment| Reverse(comment.votes.unwrap_or(0))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::When;

    #[test]
    fn comments_are_sorted_by_time_or_votes_and_equals_keep_their_places() {
        let comment = |id: &str, at: Option<f64>, votes| Comment {
            id: id.into(),
            published: at.and_then(When::epoch),
            votes,
            ..Comment::default()
        };
        let mut all = vec![
            comment("a", Some(2e12), None),
            comment("b", None, Some(5)),
            comment("c", Some(1e12), Some(-1)),
            comment("d", None, Some(5)),
        ];
        let mut ids = |order: Order| {
            order.sort(&mut all);
            all.iter().map(|comment| comment.id.clone()).collect::<String>()
        };
        assert_eq!(ids(Order::Newest), "acbd");
        assert_eq!(ids(Order::Oldest), "bdca");
        assert_eq!(ids(Order::Top), "bdac");
        assert_eq!(Order::of("newest"), Some(Order::Newest));
    }
}
