//! Sorting short lists.

/// Sorts `list` by `before`, stable: an item moves before those it is `before`, and no further.
///
/// By insertion. The standard library's sort is quicker for long lists, and costs 1 KB (Brotli) of a first visit for every type
/// that is sorted; what is sorted here has at most some hundred items, mostly in order already.
pub(crate) fn sort<T>(list: &mut [T], before: impl Fn(&T, &T) -> bool) {
    for end in 1..list.len() {
        let mut at = end;
        while let Some([one, other]) = at.checked_sub(1).and_then(|from| list.get_mut(from..=at)) {
            if !before(other, one) {
                break;
            }
            std::mem::swap(one, other);
            at -= 1;
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn equal_items_keep_their_order() {
        let mut list = vec![(3, 'a'), (1, 'b'), (3, 'c'), (2, 'd'), (1, 'e')];
        super::sort(&mut list, |one, other| one.0 < other.0);
        assert_eq!(list, [(1, 'b'), (1, 'e'), (2, 'd'), (3, 'a'), (3, 'c')]);
        super::sort(&mut [0; 0], |one, other| one < other);
    }
}
