//! Showing without a copy: nothing is sent, and a record of the own side says what was shown.

use seamline_record::{RecordId, Ref, Rel};
use serde_json::{Map, json};

use crate::{
    author::{NewRecord, Recorded, ReleaseRequest},
    fault::NodeFault,
    journal::{JournalAct, Note},
    limits::Mandate,
    node::Node,
    officers::{Officer, Permission},
    pending::Pending,
};

impl Node {
    /// Shows slots of a record to a party on a screen here. Judged as a release of a copy would be, by gate, limits and
    /// the level that needs two officers; then a record of kind disclosure is written, and released to nobody.
    ///
    /// # Errors
    /// As [`Node::release`]; nothing was recorded.
    pub fn show(&mut self, officer: &Officer, id: RecordId, request: &ReleaseRequest) -> Result<Recorded, NodeFault> {
        self.may(officer, Permission::Release)?;
        self.standing()?;
        let statement = self.to_release(id)?;
        self.one_is_enough(&statement, request)?;
        let mut pending = Pending::default();
        let shown = self.show_into(&mut pending, officer, id, request, &Mandate::of(officer, &request.purpose))?;
        self.commit(pending)?;
        Ok(shown)
    }

    /// [`Self::show`] into a transaction, on an officer's word or on two.
    pub(crate) fn show_into(
        &mut self,
        pending: &mut Pending,
        officer: &Officer,
        id: RecordId,
        request: &ReleaseRequest,
        mandate: &Mandate,
    ) -> Result<Recorded, NodeFault> {
        let statement = self.to_release(id)?;
        let chosen = Self::chosen(&statement, request)?;
        // Judged as the release would be, and dropped.
        self.release_into(&mut Pending::default(), &statement, &request.to, &chosen, mandate)?;
        let preview = self.preview(officer, id, &request.to)?;
        let chosen = |name: &String| request.slots.is_empty() || request.slots.contains(name);
        let permitted = preview.slots.into_iter().filter(|slot| slot.permitted).map(|slot| slot.name);
        let shown: Vec<String> = permitted.filter(chosen).collect();
        if preview.refusal.is_some() || shown.is_empty() {
            return Err(NodeFault::NothingNew(request.to.to_string()));
        }
        let note = Note::new(&officer.name, JournalAct::Shown, Some(id)).with("to", &request.to);
        let note = note.with_all("slots", &shown).with("purpose", &request.purpose);
        let mut fields = Map::new();
        for name in ["provenance", "centre"] {
            fields.extend(statement.text_of(name).map(|text| (name.to_owned(), text.into())));
        }
        for (name, value) in
            [("to", json!(request.to.to_string())), ("shown", json!(shown)), ("purpose", json!(request.purpose))]
        {
            fields.insert(name.to_owned(), value);
        }
        let (kind, refs) = ("disclosure".to_owned(), vec![Ref { rel: Rel::About, id }]);
        let new = NewRecord { kind, matter: Some(id), fields, refs, ..NewRecord::default() };
        let recorded = self.record_into(pending, officer, &new)?;
        pending.notes.push(note);
        Ok(recorded)
    }
}
