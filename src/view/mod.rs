//! The parts of the page, one file each. They take plain values; what they keep are signals of the interface only.

mod article;
mod block;
mod body;
mod byline;
mod comment;
mod comments;
mod corrections;
mod dates;
mod draft_rows;
mod draft_status;
mod drafts_place;
mod figure;
mod headline;
mod inline;
mod loading;
mod made;
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
mod your_drafts;

pub use article::{article, missing_code};
pub use loading::loading;
pub use made::Made;
pub use problem::{Problem, problem};
pub use reader::Reader;
pub use reply_form::{DraftTarget, ReplyForm, ReplyFormProps};
pub use your_drafts::{Here, your_drafts};
