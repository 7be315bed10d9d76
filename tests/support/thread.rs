//! An article whose comments are read after it.

use standfirst::article::Article;
use standfirst::format::{read_thread, read_whole_thread};

/// An article as it is once its comments are read too.
pub fn with_thread(mut article: Article) -> Article {
    if !read_thread(&article) {
        read_whole_thread(&article);
    }
    let issues = article.thread_issues().to_vec();
    article.issues.extend(issues);
    article.comments = article.thread().clone();
    article.unread = None;
    article
}
