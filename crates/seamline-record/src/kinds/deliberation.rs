//! The table: what parties discuss, agree to, promise and plan together.

use super::{SOURCED, kind, slot};
use crate::schema::{KindSpec, Nature, SlotSpec, SlotType as T};

const CENTRE: SlotSpec = slot("centre", T::Text);
/// Its title in each language.
const NAMES: SlotSpec = slot("names", T::Names);
/// The parties that must concur.
const REQUIRED: SlotSpec = slot("required", T::Texts);
/// The party that hosts and cannot decide; never among those required.
const FACILITATOR: SlotSpec = slot("facilitator", T::Text);
/// Parties that are told where the others stand, and decide nothing.
const INFORMED: SlotSpec = slot("informed", T::Texts);
/// A concurrence claimed to be later does not count.
const LAPSES: SlotSpec = slot("lapses", T::When);
const CLAUSES: SlotSpec = slot("clauses", T::Clauses);

const fn joint(number: u8, name: &'static str, content: &'static [SlotSpec]) -> KindSpec {
    KindSpec { nature: Nature::Joint, ..kind(number, name, "names", content) }
}

pub(super) static KINDS: [KindSpec; 16] = [
    KindSpec {
        version: 2,
        nature: Nature::Promise,
        ..kind(
            9,
            "commitment",
            "text",
            &[
                SOURCED,
                slot("text", T::Text),
                slot("texts", T::Names),
                slot("owner", T::Text),
                slot("beneficiary", T::Text),
                slot("agreed", T::When),
                slot("due", T::When),
                slot("clause", T::Text),
                slot("quote", T::Text),
                INFORMED,
            ],
        )
    },
    kind(
        19,
        "agenda-item",
        "text",
        &[
            SOURCED,
            slot("number", T::Text),
            slot("text", T::Text),
            slot("texts", T::Names),
            slot("clause", T::Text),
            slot("parties", T::Texts),
        ],
    ),
    kind(
        20,
        "meeting-note",
        "text",
        &[
            SOURCED,
            slot("what", T::Word(&["remark", "decided", "action", "carried", "closed"])),
            slot("text", T::Text),
            slot("owner", T::Text),
            slot("due", T::When),
        ],
    ),
    joint(21, "minutes", &[SOURCED, CENTRE, NAMES, REQUIRED, FACILITATOR, INFORMED, LAPSES, CLAUSES]),
    joint(
        22,
        "decision",
        &[SOURCED, CENTRE, NAMES, REQUIRED, FACILITATOR, INFORMED, LAPSES, CLAUSES, slot("from", T::When)],
    ),
    joint(23, "joint-statement", &[SOURCED, CENTRE, NAMES, REQUIRED, FACILITATOR, INFORMED, LAPSES, CLAUSES]),
    joint(
        24,
        "charter",
        &[SOURCED, CENTRE, NAMES, REQUIRED, FACILITATOR, INFORMED, LAPSES, CLAUSES, slot("duties", T::Duties)],
    ),
    joint(
        25,
        "agreement",
        &[SOURCED, CENTRE, NAMES, REQUIRED, FACILITATOR, INFORMED, LAPSES, CLAUSES, slot("from", T::When)],
    ),
    joint(
        26,
        "roadmap",
        &[SOURCED, CENTRE, NAMES, REQUIRED, FACILITATOR, INFORMED, LAPSES, CLAUSES, slot("milestones", T::Milestones)],
    ),
    joint(
        27,
        "unit",
        &[
            SOURCED,
            CENTRE,
            NAMES,
            REQUIRED,
            FACILITATOR,
            INFORMED,
            LAPSES,
            CLAUSES,
            slot("key", T::Text),
            slot("echelon", T::Word(&["formation", "brigade", "battalion", "company", "centre", "force"])),
            slot("parents", T::Texts),
            slot("period", T::When),
        ],
    ),
    joint(
        28,
        "assessment",
        &[
            SOURCED,
            CENTRE,
            NAMES,
            REQUIRED,
            FACILITATOR,
            INFORMED,
            LAPSES,
            CLAUSES,
            slot("question", T::Text),
            slot("as_of", T::When),
            slot("judgements", T::Judgements),
            slot("dissent", T::Text),
        ],
    ),
    KindSpec {
        nature: Nature::Position,
        ..kind(
            29,
            "position",
            "reason",
            &[
                SOURCED,
                slot("answer", T::Word(&["concurred", "not-concurred"])),
                slot("officer", T::Text),
                slot("signature", T::Signature),
                slot("clauses", T::Texts),
                slot("reason", T::Text),
                slot("dissent", T::Text),
            ],
        )
    },
    kind(
        30,
        "progress",
        "note",
        &[
            SOURCED,
            slot("what", T::Word(&["agreed", "claimed", "accepted", "disputed", "support"])),
            slot("on", T::When),
            slot("note", T::Text),
            slot("attachments", T::Files),
        ],
    ),
    kind(
        31,
        "programme",
        "scope",
        &[
            SOURCED,
            NAMES,
            slot("scope", T::Text),
            slot("funder", T::Text),
            slot("recipient", T::Text),
            slot("period", T::When),
        ],
    ),
    kind(
        32,
        "task",
        "new",
        &[
            SOURCED,
            slot("unit", T::Text),
            slot("old", T::Text),
            slot("new", T::Text),
            slot("clause", T::Text),
            slot("from", T::When),
        ],
    ),
    kind(
        33,
        "transfer",
        "unit",
        &[
            SOURCED,
            slot("unit", T::Text),
            slot("share", T::Range),
            slot("as_of", T::When),
            slot("blocks", T::Text),
            slot("owner", T::Text),
        ],
    ),
];
