use serde_json::Value;

use crate::decimal;
use crate::find::concat;

/// What the page's owner has set, in `<script type="application/json" id="standfirst-config">`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    /// Address of a JSON Feed that lists the articles: without `?src=` its newest opens.
    pub feed: Option<String>,
    /// Origins besides the page's own that documents, feeds and comments may come from, such as `https://cms.example`.
    pub origins: Vec<String>,
    /// Origins whose frames may be shown once a reader has asked for one, such as `https://www.youtube-nocookie.com`.
    pub frames: Vec<String>,
    /// Where comments come from, as in `?comments=`.
    pub comments: Option<String>,
    /// Whether pictures of people who comment may be fetched from third parties.
    pub avatars: bool,
    /// Parts that are switched on or off by name.
    pub features: Vec<String>,
}

impl Config {
    /// Reads the block. Anything of another type counts as not set; the second value names each such key, for the
    /// console of whoever wrote it.
    #[must_use]
    pub fn read(text: &str) -> (Self, Vec<String>) {
        let mut wrong = Vec::new();
        let value = match crate::json_value::parse(text) {
            Ok((value, _)) => value,
            Err(fault) => {
                wrong.push("not JSON at byte ".to_owned() + &decimal::of(fault.at));
                return (Self::default(), wrong);
            }
        };
        let string = |key: &str, wrong: &mut Vec<String>| match value.get(key) {
            None | Some(Value::Null) => None,
            Some(Value::String(text)) => Some(text.clone()),
            Some(_) => {
                wrong.push(concat(&["\"", key, "\" must be a string"]));
                None
            }
        };
        let list = |key: &str, wrong: &mut Vec<String>| match value.get(key) {
            None | Some(Value::Null) => Vec::new(),
            Some(Value::Array(items)) => {
                items.iter().filter_map(|item| item.as_str().map(str::to_owned)).collect()
            }
            Some(_) => {
                wrong.push(concat(&["\"", key, "\" must be a list of strings"]));
                Vec::new()
            }
        };
        let config = Self {
            feed: string("feed", &mut wrong),
            origins: list("origins", &mut wrong),
            frames: list("frames", &mut wrong),
            comments: string("comments", &mut wrong),
            avatars: value.get("avatars").and_then(Value::as_bool).unwrap_or(false),
            features: list("features", &mut wrong),
        };
        (config, wrong)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_value_is_named_and_the_rest_is_kept() {
        let (config, wrong) =
            Config::read(r#"{"feed": 3, "origins": ["https://a.example"], "avatars": true}"#);
        assert_eq!(config.origins, ["https://a.example"]);
        assert!(config.avatars && config.feed.is_none());
        assert_eq!(wrong, ["\"feed\" must be a string"]);
        assert_eq!(Config::read("{").1.len(), 1);
    }
}
