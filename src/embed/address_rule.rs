use crate::article::{resolve, same_origin};

use super::Config;

/// Whom the viewer may talk to: http(s) on the page's own origin or on a configured one. Asked before every request
/// and again with the address that redirects led to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AddressRule {
    /// The page's own address.
    page: String,
    origins: Vec<String>,
}

impl AddressRule {
    /// The rule for a page at `page` with its configuration.
    #[must_use]
    pub fn new(page: &str, config: &Config) -> Self {
        Self { page: page.to_owned(), origins: config.origins.clone() }
    }

    /// `reference` resolved against the page's address, whether it is allowed or not; `None` where it is no address.
    #[must_use]
    pub fn resolve(&self, reference: &str) -> Option<String> {
        resolve(&self.page, reference)
    }

    /// Whether a resolved address is on the page's own origin.
    #[must_use]
    pub fn is_own(&self, address: &str) -> bool {
        same_origin(&self.page, address)
    }

    /// Whether a resolved address may be fetched. Only http(s): `data:`, `blob:` and the like never.
    #[must_use]
    pub fn allows(&self, address: &str) -> bool {
        same_origin(&self.page, address) || self.origins.iter().any(|origin| same_origin(origin, address))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_http_on_the_own_or_a_configured_origin_is_allowed() {
        let config = Config { origins: vec!["https://cms.example".into()], ..Config::default() };
        let rule = AddressRule::new("https://page.example/read/", &config);
        let allows = |reference: &str| rule.resolve(reference).is_some_and(|address| rule.allows(&address));
        assert!(allows("a.json") && allows("/x/a.json") && allows("https://CMS.example:443/a"));
        for refused in [
            "https://cms.example.evil.example/a",
            "https://cms.example:8443/a",
            "http://page.example/a",
            "//evil.example/a",
            "data:application/json,{}",
            "blob:https://page.example/1",
            "https://cms.example@evil.example/",
            "file:///a",
        ] {
            assert!(!allows(refused), "{refused}");
        }
    }
}
