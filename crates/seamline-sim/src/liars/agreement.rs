//! Lies about what was agreed: concurrences that bind nobody, by those who may not, too late or over something else; texts
//! opened in part; and words that are true, each to another reader.

use ed25519_dalek::{Signer, SigningKey};
use seamline_feed::Frame;
use seamline_record::{Draft, KeyId, LABEL, Label, Level, RecordId, Ref, Rel, Span, Statement, hex};
use seamline_release::Payload;
use serde_json::{Map, Value as Json, json};

use super::{Forge, content::payload_of};
use crate::{
    agreement::{act_fields, named},
    broken::Broken,
    clock::DAY_MS,
    network::MOST_LINES,
    officers::text,
    prng::Prng,
    world::World,
};

/// Among so many of the last acts the liar picks one.
const RECENT: usize = 12;
/// Acts of its own that a liar remembers.
const MOST_ACTS: usize = 16;

/// What a position by the liar's hand says.
struct Said {
    concurs: bool,
    signature: Option<[u8; 64]>,
    at_ms: i64,
    version: u64,
    refs: Vec<Ref>,
}

impl World {
    pub(super) fn lie_in_agreement(&mut self, liar: usize, prng: &mut Prng) -> Result<(), Broken> {
        let lie = prng.below(20);
        if lie == 4 || lie > 16 {
            return self.step_by_hand(liar, prng);
        }
        let own = self.hosts[liar].id.party.to_string();
        let suits = |act: &Statement| match lie {
            9 => act.text_of("lapses").is_some() && named(act, "required").contains(&own),
            14..=16 => !named(act, "required").contains(&own) && act.text_of("facilitator") != Some(own.as_str()),
            _ => named(act, "required").contains(&own),
        };
        let Some(act) = self.act_to_lie_about(liar, suits, prng).filter(|_| lie > 1) else {
            return self.act_by_hand(liar, lie == 0, prng);
        };
        let party = self.hosts[liar].party;
        match lie {
            2 => return self.partly_open(liar, prng),
            3 => return self.with_fewer(liar, &act, prng),
            _ => {}
        }
        let mut said = self.concurs(party, &act, prng);
        let what = match lie {
            5 => {
                said.signature = Some(over(&SigningKey::from_bytes(&prng.bytes()), act.id()));
                "signs with a key that stands nowhere"
            }
            6 => {
                let other = prng.pick(&self.oracle.records).map_or(act.id(), |truth| truth.id);
                said.signature = self.minister(party, act.kind().number(), prng).map(|key| over(&key, other));
                if other == act.id() {
                    return Ok(());
                }
                "signs another text"
            }
            7 => {
                said.signature = self.signature_of_another(liar, &act, prng);
                "repeats another party's signature"
            }
            8 => {
                said.signature = None;
                "concurs without a signature"
            }
            9 => {
                let last = act.text_of("lapses").and_then(Span::parse).and_then(|span| span.to);
                said.at_ms = last.map_or(said.at_ms, |last| last + DAY_MS);
                "concurs after the last day"
            }
            10 => {
                said.version = 1 + prng.below(said.version as usize) as u64;
                "concurs under an older document"
            }
            11 => {
                said.refs.push(Ref { rel: Rel::Cites, id: act.id() });
                "concurs with nobody can say what"
            }
            12 => {
                (said.concurs, said.signature) = (false, None);
                "does not concur"
            }
            _ => "concurs",
        };
        self.trace.note(|| format!("the liar {what}, on record {:?}", self.oracle.by_id.get(&act.id())));
        let position = self.position_by_hand(liar, &said, prng)?;
        self.told_by_hand(liar, &position, prng)?;
        if lie == 13 {
            let not = Said { concurs: false, signature: None, ..said };
            let other = self.position_by_hand(liar, &not, prng)?;
            self.told_by_hand(liar, &other, prng)?;
        }
        Ok(())
    }

    /// One that its node holds, or one of its own; rather one that suits the lie.
    fn act_to_lie_about(&self, liar: usize, suits: impl Fn(&Statement) -> bool, prng: &mut Prng) -> Option<Statement> {
        let node = self.hosts[liar].node.as_ref()?;
        let recent = self.oracle.records.iter().rev().filter(|truth| truth.kind.is_joint()).take(RECENT);
        let mut acts: Vec<Statement> = recent.filter_map(|truth| node.statement(truth.id).ok()).collect();
        acts.extend(self.mind.acts.iter().rev().take(RECENT / 2).cloned());
        let fit: Vec<Statement> = acts.iter().filter(|act| suits(act)).cloned().collect();
        let any = fit.is_empty() || prng.chance(10);
        prng.pick(if any { &acts } else { &fit }).cloned()
    }

    /// A concurrence that counts wherever the party is asked.
    fn concurs(&mut self, party: usize, act: &Statement, prng: &mut Prng) -> Said {
        let key = self.minister(party, act.kind().number(), prng);
        if let Some(key) = &key {
            self.has_signed(act.id(), party, key);
        }
        let newest = self.oracle.directory.newest(&self.parties[party].name);
        Said {
            concurs: true,
            signature: key.map(|key| over(&key, act.id())),
            at_ms: self.truth.now_ms(),
            version: newest.map_or(1, |document| document.body().version),
            refs: vec![Ref { rel: Rel::About, id: act.id() }],
        }
    }

    fn signature_of_another(&self, liar: usize, act: &Statement, prng: &mut Prng) -> Option<[u8; 64]> {
        let node = self.hosts[liar].node.as_ref()?;
        let positions = self.oracle.records.iter().filter(|truth| truth.kind.name() == "position");
        let on_it = positions.filter(|truth| truth.refs.iter().any(|r| r.id == act.id()));
        let signatures: Vec<[u8; 64]> = on_it
            .filter_map(|truth| node.statement(truth.id).ok())
            .filter_map(|position| position.value_of("signature")?.as_bytes()?.try_into().ok())
            .collect();
        prng.pick(&signatures).copied()
    }

    /// A text by the liar; with itself as host among those who decide, where `hosts`.
    fn act_by_hand(&mut self, liar: usize, hosts: bool, prng: &mut Prng) -> Result<(), Broken> {
        let own = self.hosts[liar].id.party.to_string();
        let mut required = self.some_parties(prng, 60);
        if !required.contains(&own) {
            required.push(own.clone());
        }
        self.trace
            .note(|| format!("the liar proposes a text to {required:?}{}", if hosts { " and hosts" } else { "" }));
        let fields = act_fields(prng, &required, hosts.then_some(own.as_str()), None);
        let act = self.by_hand(liar, "decision", &fields, &[], self.truth.now_ms(), None, prng)?;
        self.remember(act.clone());
        self.told_by_hand(liar, &act, prng)?;
        if prng.chance(60) {
            let said = self.concurs(self.hosts[liar].party, &act, prng);
            let position = self.position_by_hand(liar, &said, prng)?;
            self.told_by_hand(liar, &position, prng)?;
        }
        Ok(())
    }

    fn remember(&mut self, act: Statement) {
        if self.mind.acts.len() < MOST_ACTS {
            self.mind.acts.push(act);
        }
    }

    /// A later text that fewer parties decide, which the liar's own party signs.
    fn with_fewer(&mut self, liar: usize, act: &Statement, prng: &mut Prng) -> Result<(), Broken> {
        let own = self.hosts[liar].id.party.to_string();
        self.trace.note(|| format!("the liar replaces record {:?} alone", self.oracle.by_id.get(&act.id())));
        let fields = act_fields(prng, &[own], None, None);
        let refs = [Ref { rel: Rel::Supersedes, id: act.id() }];
        let next = self.by_hand(liar, act.kind().name(), &fields, &refs, self.truth.now_ms(), None, prng)?;
        let said = self.concurs(self.hosts[liar].party, &next, prng);
        let position = self.position_by_hand(liar, &said, prng)?;
        self.told_by_hand(liar, &next, prng)?;
        self.told_by_hand(liar, &position, prng)
    }

    /// A text, or a word on one, of which something is closed: it must count nowhere.
    fn partly_open(&mut self, liar: usize, prng: &mut Prng) -> Result<(), Broken> {
        let required = self.some_parties(prng, 80);
        let fields = act_fields(prng, &required, None, None);
        let act = self.by_hand(liar, "agreement", &fields, &[], self.truth.now_ms(), None, prng)?;
        let said = self.concurs(self.hosts[liar].party, &act, prng);
        let whole = if prng.chance(50) { act } else { self.position_by_hand(liar, &said, prng)? };
        let slots: Vec<u8> = whole.kind().open_together().filter(|index| *index != LABEL).collect();
        let Some(closed) = prng.pick(&slots).copied() else { return Ok(()) };
        self.trace.note(|| format!("the liar opens all of a {} but slot {closed}", whole.kind().name()));
        let mut payload = payload_of(&whole);
        payload.openings.retain(|opening| opening.index != closed);
        self.said_to_parties(liar, whole.id(), &payload, true, prng)
    }

    /// A word on a commitment, whoever may say it.
    fn step_by_hand(&mut self, liar: usize, prng: &mut Prng) -> Result<(), Broken> {
        let Some(node) = &self.hosts[liar].node else { return Ok(()) };
        let recent = self.oracle.records.iter().rev().filter(|truth| truth.kind.is_promise()).take(RECENT);
        let held: Vec<RecordId> = recent.map(|truth| truth.id).filter(|id| node.statement(*id).is_ok()).collect();
        let Some(promise) = prng.pick(&held).copied() else { return Ok(()) };
        let mut fields = Map::new();
        fields.insert("what".to_owned(), json!(prng.pick(&["agreed", "claimed", "accepted", "disputed"])));
        fields.insert("note".to_owned(), json!(text(prng)));
        self.trace.note(|| format!("the liar moves commitment {:?}", self.oracle.by_id.get(&promise)));
        let refs = [Ref { rel: Rel::About, id: promise }];
        let step = self.by_hand(liar, "progress", &fields, &refs, self.truth.now_ms(), None, prng)?;
        self.told_by_hand(liar, &step, prng)
    }

    fn position_by_hand(&mut self, liar: usize, said: &Said, prng: &mut Prng) -> Result<Statement, Broken> {
        let mut fields: Map<String, Json> = Map::new();
        let answer = if said.concurs { "concurred" } else { "not-concurred" };
        fields.insert("answer".to_owned(), json!(answer));
        fields.insert("reason".to_owned(), json!(text(prng)));
        fields.insert("signature".to_owned(), json!(said.signature.map(|signature| hex(&signature))));
        self.by_hand(liar, "position", &fields, &said.refs, said.at_ms, Some(said.version), prng)
    }

    /// A record that the liar's key signs and its node never sees.
    #[expect(clippy::too_many_arguments, reason = "a record is all of these")]
    fn by_hand(
        &mut self,
        liar: usize,
        kind: &str,
        fields: &Map<String, Json>,
        refs: &[Ref],
        at_ms: i64,
        version: Option<u64>,
        prng: &mut Prng,
    ) -> Result<Statement, Broken> {
        let party = self.hosts[liar].id.party.clone();
        let label = Label { level: Level::Open, ..Label::default() };
        let draft = Draft::from_fields(kind, &label, fields)?.about(None, refs, &text(prng), at_ms)?;
        let newest = self.oracle.directory.newest(&party).map_or(1, |document| document.body().version);
        let key = SigningKey::from_bytes(&self.hosts[liar].seeds[0]);
        let kid = KeyId::of(&key.verifying_key());
        let signed = |message: &[u8]| key.sign(message).to_bytes();
        let composed = draft.sign(&party, version.unwrap_or(newest), kid, &mut || prng.bytes(), &signed)?;
        let verified = composed.record.verify(&self.oracle.directory)?;
        let statement = Statement::open(verified, composed.openings)?;
        let number = self.oracle.learn(self.hosts[liar].member, &statement);
        self.register(number, &statement);
        self.trace.note(|| format!("    by hand: record {number}, a {kind}"));
        Ok(statement)
    }

    fn told_by_hand(&mut self, liar: usize, statement: &Statement, prng: &mut Prng) -> Result<(), Broken> {
        self.said_to_parties(liar, statement.id(), &payload_of(statement), false, prng)
    }

    /// The same to one party or to all, each in a feed of its own.
    fn said_to_parties(
        &mut self,
        liar: usize,
        id: RecordId,
        payload: &Payload,
        forged: bool,
        prng: &mut Prng,
    ) -> Result<(), Broken> {
        let all = prng.chance(60);
        let only = prng.below(self.parties.len());
        for party in (0..self.parties.len()).filter(|party| all || *party == only) {
            let hears = |host: &usize| {
                let host = &self.hosts[*host];
                host.party == party && !host.liar && host.node.is_some()
            };
            let readers: Vec<usize> = (0..self.hosts.len()).filter(hears).collect();
            let Some(reader) = prng.pick(&readers).copied() else { continue };
            if self.lines.len() >= MOST_LINES {
                return Ok(());
            }
            let audience = self.audience(party, None)?;
            let mut forge = Forge::new(self.node_id(liar), audience, &self.hosts[liar].seeds[0], prng)?;
            if forged {
                self.forged(&forge);
            }
            forge.release(id, payload, self.truth.now_ms())?;
            let line = self.call_by_hand(liar, reader);
            self.say_by_hand(line, vec![Frame::Leaves(forge.leaves()).with_length()], false);
        }
        Ok(())
    }
}

/// An officer's signature on a text.
fn over(key: &SigningKey, text: RecordId) -> [u8; 64] {
    key.sign(&[&b"seamline/concur/1"[..], &text.0.0].concat()).to_bytes()
}
