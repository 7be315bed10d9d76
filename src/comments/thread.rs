use crate::article::Comment;
use crate::names::Names;

/// A comment's place in the thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// Which of the comments it is.
    pub index: usize,
    /// 0 for one that answers the article.
    pub depth: usize,
    /// Which comment it answers, if that one is in the list.
    pub parent: Option<usize>,
}

/// The comments in the order of reading: each followed by its answers, siblings in the order of the list.
///
/// None is lost: one whose parent is not in the list, or who is its own ancestor, stands in the first row. Linear in the
/// number of comments and not recursive, however deep the thread is.
#[must_use]
pub fn thread(comments: &[Comment]) -> Vec<Row> {
    let mut by_id = Names::default();
    for (index, comment) in comments.iter().enumerate() {
        by_id.add(&comment.id, index);
    }
    let parents: Vec<Option<usize>> = comments
        .iter()
        .enumerate()
        .map(|(index, comment)| {
            let parent = by_id.number(comment.parent.as_deref()?)?;
            (parent != index).then_some(parent)
        })
        .collect();
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); comments.len()];
    for (index, parent) in parents.iter().enumerate() {
        if let Some(siblings) = parent.and_then(|parent| children.get_mut(parent)) {
            siblings.push(index);
        }
    }
    let mut rows = Vec::with_capacity(comments.len());
    let mut seen = vec![false; comments.len()];
    let roots = parents.iter().enumerate().filter(|(_, parent)| parent.is_none()).map(|(index, _)| index);
    // What no root leads to stands in a circle of parents: its first comment then becomes a root.
    for root in roots.chain(0..comments.len()) {
        let mut waiting = vec![(root, 0)];
        while let Some((index, depth)) = waiting.pop() {
            match seen.get_mut(index) {
                Some(seen) if !*seen => *seen = true,
                _ => continue,
            }
            let parent = if depth == 0 { None } else { parents.get(index).copied().flatten() };
            rows.push(Row { index, depth, parent });
            let answers = children.get(index).into_iter().flatten().rev();
            waiting.extend(answers.map(|answer| (*answer, depth + 1)));
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(pairs: &[(&str, Option<&str>)]) -> Vec<(String, usize)> {
        let comments: Vec<Comment> = pairs
            .iter()
            .map(|(id, parent)| Comment {
                id: (*id).into(),
                parent: parent.map(Into::into),
                ..Comment::default()
            })
            .collect();
        thread(&comments).into_iter().map(|row| (comments[row.index].id.clone(), row.depth)).collect()
    }

    #[test]
    fn answers_follow_their_comment_in_the_order_of_the_list() {
        let got =
            order(&[("a", None), ("b", None), ("a1", Some("a")), ("a2", Some("a")), ("a11", Some("a1"))]);
        let want = [("a", 0), ("a1", 1), ("a11", 2), ("a2", 1), ("b", 0)];
        assert_eq!(got, want.map(|(id, depth)| (id.to_owned(), depth)));
    }

    #[test]
    fn orphans_and_circles_stand_in_the_first_row_and_none_is_lost() {
        let got = order(&[
            ("x", Some("gone")),
            ("p", Some("q")),
            ("q", Some("p")),
            ("self", Some("self")),
            ("x", None),
        ]);
        assert_eq!(got.len(), 5);
        assert_eq!(got[0], ("x".to_owned(), 0));
        assert!(got.contains(&("p".to_owned(), 0)) && got.contains(&("q".to_owned(), 1)));
    }

    #[test]
    fn a_hundred_thousand_levels_do_not_overflow_the_stack() {
        let comments: Vec<Comment> = (0..100_000_usize)
            .map(|n| Comment {
                id: n.to_string(),
                parent: n.checked_sub(1).map(|n| n.to_string()),
                ..Comment::default()
            })
            .collect();
        assert_eq!(thread(&comments).last().map(|row| row.depth), Some(99_999));
    }
}
