use std::sync::Arc;

use crate::embed::{AddressRule, Config, Route};

/// What the page's owner has set and its address asks for, as far as the view needs it.
#[derive(Clone, Debug, Default)]
pub struct Site {
    /// Whom the page may talk to.
    pub rule: AddressRule,
    /// What the owner has set.
    pub config: Arc<Config>,
    /// What the address or the element asks for.
    pub route: Route,
}

impl Site {
    /// Whether a part is switched on by name.
    #[must_use]
    pub fn has(&self, feature: &str) -> bool {
        self.config.features.iter().any(|known| known == feature)
    }
}
