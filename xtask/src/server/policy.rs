//! The headers of the page: what a publisher should send, and what every test runs under.

/// The content security policy of the page.
pub const POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' https:; media-src 'self' https:; connect-src 'self'; object-src 'none'; base-uri 'none'; \
    require-trusted-types-for 'script'";

/// For files whose name follows their bytes.
pub const IMMUTABLE: &str = "public, max-age=31536000, immutable";

/// For all others: kept, but asked for again each time.
pub const NO_CACHE: &str = "no-cache";

/// The `cache-control` of a path.
pub fn cache_control(path: &str) -> &'static str {
    if is_hashed(path) { IMMUTABLE } else { NO_CACHE }
}

/// Whether a file's name carries a hash: `-` and at least twelve hexadecimal digits before the first `.` or `_` after it.
fn is_hashed(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let Some((_, tail)) = name.rsplit_once('-') else { return false };
    let digits = tail.split(['.', '_']).next().unwrap_or(tail);
    digits.len() >= 12 && digits.len() < tail.len() && digits.chars().all(|c| c.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::{IMMUTABLE, NO_CACHE, cache_control};

    #[test]
    fn only_hashed_names_are_kept_for_ever() {
        assert_eq!(cache_control("/standfirst-0123456789abcdef_bg.wasm"), IMMUTABLE);
        assert_eq!(cache_control("/a/style-0123456789abcdef.css"), IMMUTABLE);
        for path in ["/", "/index.html", "/sw.js", "/samples/decade-facade.json", "/a-0123456789abcdef"] {
            assert_eq!(cache_control(path), NO_CACHE, "{path}");
        }
    }
}
