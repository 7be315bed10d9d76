use super::Listed;

/// The file that a reader can take away: every text as it was typed, each under where it belongs and when it was
/// typed. Lines end as in the texts; a byte order mark would only puzzle. Lone surrogates, which no UTF-8 file can
/// hold, are U+FFFD here.
#[must_use]
pub fn export(listed: &[Listed], time: impl Fn(u64) -> String) -> String {
    let mut out = String::new();
    for Listed { record, .. } in listed {
        for line in [&record.title, &record.src, &record.address.article] {
            if !line.is_empty() {
                out.extend([line.as_str(), "\n"]);
            }
        }
        out.extend([
            &time(record.at),
            "\n\n",
            &record.fields.comment,
            "\n\n----------------------------------------\n\n",
        ]);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::test_records::record;
    use super::super::{Record, Seen};
    use super::*;

    #[test]
    fn a_file_has_every_text_whole_with_its_place_and_time() {
        let text = "First line\n\n  indented \u{202E}\u{1F980}\ttab";
        let first = Record {
            title: "A headline".into(),
            src: "https://a.example/1.json".into(),
            ..record("a", 1, &[], text)
        };
        let listed =
            [first, record("b", 1, &[], "second")].map(|record| Listed { record, seen: Seen::default() });
        let file = export(&listed, |at| format!("at {at}"));
        let rule = "-".repeat(40);
        assert_eq!(
            file,
            format!(
                "A headline\nhttps://a.example/1.json\na\nat 0\n\n{text}\n\n{rule}\n\na\nat 0\n\nsecond\n\n{rule}\n\n"
            )
        );
    }
}
