//! Where replies to an article go: to this device, or to a server that the part which loads later talks to.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use crate::comments::reply::Field;

use super::reply_state::ReplyState;

/// What becomes of a reply, told to the form that it was typed into.
pub enum Told {
    /// The server has it, or it is kept in the outbox and the thread shows it there: that, in words.
    Left(String),
    /// The server does not take it: why, and what is wrong with which field. The text stays where it is.
    Refused(String, Vec<(Field, String)>),
    /// What the form said of it first is true no longer: that sentence, and the one that is true now.
    Since(String, String),
    /// No store took it, so it was not sent.
    NotKept,
}

/// Whoever takes replies instead of this device. What that does for a form is not in the first module.
pub trait Server {
    /// Says in a form where a reply goes, and asks for what is asked for there.
    fn attend(&self, form: &ReplyState);
    /// Something was typed into a form.
    fn typed(&self, form: &ReplyState);
    /// Takes over what a form holds, once it is in order, and tells it what becomes of it.
    fn post(&self, form: &Rc<ReplyState>);
}

/// Where the replies of one article go, and the forms that want to know. Without a server they are kept on this device.
#[derive(Default)]
pub struct Desk {
    server: RefCell<Option<Rc<dyn Server>>>,
    /// Whether it is not known yet.
    coming: Cell<bool>,
    /// Forms that are to post once it is known.
    waiting: RefCell<Vec<Rc<ReplyState>>>,
    forms: RefCell<Vec<Weak<ReplyState>>>,
}

impl Desk {
    /// Says that a server may take replies: what is posted meanwhile waits.
    pub fn wait(&self) {
        self.coming.set(true);
    }

    /// It is known now. `None`: this device.
    pub fn open(&self, server: Option<Rc<dyn Server>>) {
        self.server.replace(server);
        self.coming.set(false);
        let forms = self.forms.borrow().clone();
        forms.iter().filter_map(Weak::upgrade).for_each(|form| self.tell(&form));
        self.waiting.take().iter().for_each(|form| {
            form.stop();
            form.post();
        });
    }

    /// Tells `form` now and whenever it becomes known where replies go.
    pub fn attend(&self, form: &Rc<ReplyState>) {
        self.tell(form);
        self.forms.borrow_mut().push(Rc::downgrade(form));
    }

    fn tell(&self, form: &ReplyState) {
        match self.server() {
            Some(server) => server.attend(form),
            None if !self.coming.get() => form.stays_here(),
            None => {}
        }
    }

    /// Has `form` post once it is known where replies go; true where it is not known yet.
    pub fn defers(&self, form: &Rc<ReplyState>) -> bool {
        let coming = self.coming.get();
        if coming {
            self.waiting.borrow_mut().push(form.clone());
        }
        coming
    }

    /// The server, if one takes replies.
    #[must_use]
    pub fn server(&self) -> Option<Rc<dyn Server>> {
        self.server.borrow().clone()
    }
}
