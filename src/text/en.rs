use super::sentences::{Plural, Problems, Sentences};

pub(super) static EN: Sentences = Sentences {
    tag: "en",

    by: "By {names}",
    and: "and",
    published: "Published {time}",
    updated: "Updated {time}",
    photograph: "Picture: {name}",
    corrections: "Corrections",
    topics: "Topics",
    notes: "Notes",
    back_to_text: "Back to the text",
    as_written: "As written: {text}",
    original: "Read it at {host}",

    embed_of: "From {provider}",
    open_at: "Open at {host}",
    transcript: "Transcript",
    unsupported: "This part ({kind}) cannot be shown here.",
    done: "Done",
    not_done: "Not done",
    table: "Table, scrolls sideways",
    rest_of_page: "Show the rest",

    related: "Related Articles",
    no_related: "No related articles.",
    home: "All articles",

    comments: "Post Comments",
    comments_count: Plural {
        zero: None,
        one: Some("{count} comment"),
        two: None,
        few: None,
        many: None,
        other: "{count} comments",
    },
    no_comments: "No comments yet.",
    comments_closed: "Comments are closed.",
    comments_elsewhere: "More comments at {host}",
    anonymous: "Anonymous",
    in_reply_to: "in reply to {name}",
    held: "Waiting for a moderator.",
    removed: "This comment was removed.",
    permalink: "Link to this comment",
    reply: "Reply",
    reply_to: "Reply to {name}",
    kept_here: "Kept on this device. Nobody else can see it.",

    leave_reply: "Leave a Reply",
    field_comment: "Comment",
    field_name: "Name",
    field_email: "Email",
    field_website: "Website",
    optional: "(optional)",
    post: "Post comment",
    cancel: "Cancel",

    loading: "Loading the article…",
    slow: "This is taking long. The connection or the server is slow.",
    keep_waiting: "Keep waiting",
    stop: "Stop",
    retry: "Try again",
    details: "Details",
    article_list: "All articles",

    problem: Problems {
        offline: (
            "You are offline",
            "This article has not been kept on this device. Connect to the network, then try again.",
        ),
        unreachable: (
            "The server does not answer",
            "{host} could not be reached. It may be down, or the connection may be broken.",
        ),
        stopped: ("Stopped", "The article was not loaded because you stopped it."),
        not_found: ("Article not found", "There is no article at {address}."),
        gone: ("Article withdrawn", "The article at {address} was taken down by its publisher."),
        forbidden: ("No access", "{host} does not allow this article to be read here."),
        server: (
            "The server has a problem",
            "{host} answered with an error ({status}). Try again in a while.",
        ),
        address: (
            "Address not allowed",
            "This page may not load {address}. Its owner can allow it by adding {origin} to \"origins\" in the page's standfirst-config block.",
        ),
        cross_origin: (
            "The other server does not share this article",
            "{host} must send the header Access-Control-Allow-Origin with this page's address ({origin}) before this page may read from it.",
        ),
        policy: (
            "The page's security policy forbids this address",
            "The Content-Security-Policy of this page must name {origin} in connect-src before it may load articles from there.",
        ),
        not_json: ("The article cannot be read", "The document at {address} is not valid JSON: {where}."),
        too_deep: ("The article cannot be read", "The document at {address} is nested too deeply: {where}."),
        too_large: (
            "The article is too large",
            "The document at {address} has {size} MB; up to {limit} MB can be shown.",
        ),
        no_article: (
            "No article in this document",
            "The document at {address} is valid JSON, but no article was recognised in it. {keys}",
        ),
        no_keys: "Keys seen: {keys}.",
        protected: (
            "This article is protected",
            "Its text is only for subscribers or readers with a password.",
        ),
        part: ("The rest is for subscribers", "Only a part of this article is in the document."),
        empty: ("The text is not in this document", "Only the headline and the summary were sent."),
        no_source: (
            "No article chosen",
            "Add ?src= and the address of an article to this page's address, or name a feed in its standfirst-config block.",
        ),
        panic: (
            "Something broke",
            "The viewer met an error that it cannot recover from. What you typed is safe on this device. Reload the page to go on.",
        ),
    },
};
