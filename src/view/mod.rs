//! The parts of the page, one file each. They take plain values; what they keep are signals of the interface only.

mod article;
mod block;
mod body;
mod byline;
mod comment;
mod comments;
mod corrections;
mod dates;
mod draft_status;
mod figure;
mod headline;
mod inline;
mod loading;
mod note;
mod other_versions;
mod player;
mod problem;
mod reader;
mod related;
mod replies;
mod reply_field;
mod reply_form;
mod reply_state;
mod table;
mod topics;

pub use article::{ArticleView, ArticleViewProps};
pub use loading::{Loading, LoadingProps};
pub use problem::{Problem, ProblemView, ProblemViewProps};
pub use reader::Reader;
pub use reply_form::{DraftTarget, ReplyForm, ReplyFormProps};
