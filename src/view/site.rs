use crate::embed::{AddressRule, CommentsSource, Config, Route};

/// What the page's owner has set and its address asks for, as far as the view needs it.
#[derive(Clone, Debug, Default)]
pub struct Site {
    /// Whom the page may talk to.
    pub rule: AddressRule,
    /// Where comments come from, if the owner says.
    pub comments: Option<String>,
    /// Origins whose frames may be shown when the reader asks for one.
    pub frames: Vec<String>,
    /// Parts that are switched on by name.
    pub features: Vec<String>,
    /// Where the comments come from, if the page's address or the element says.
    pub asked: Option<CommentsSource>,
    /// The place that the page's address names; empty where there is none.
    pub fragment: String,
}

impl Site {
    /// What a configuration and an address say.
    #[must_use]
    pub fn of(config: &Config, rule: AddressRule, route: Route) -> Self {
        let (comments, frames) = (config.comments.clone(), config.frames.clone());
        let features = config.features.clone();
        Self { rule, comments, frames, features, asked: route.comments, fragment: route.fragment }
    }

    /// Whether a part is switched on.
    #[must_use]
    pub fn has(&self, feature: &str) -> bool {
        self.features.iter().any(|known| known == feature)
    }
}
