"""Where the parties stand on a joint act, by a `.joint` file and the parties' documents (docs/protocol.md, sections 12 and 15)."""
from forms import TABLE, ascending, decode, fields, need, span
from verify import by_document, holds, instant_words, opened, record_of

MAGIC = b"\x83\x70seamline/joint/1"
WHOLE = {kind["name"]: kind.get("opened") for kind in TABLE["kinds"]}

def carried(held, data):
    """A record with all that everybody reads of it; refused where it does not hold."""
    record, openings = fields(decode(data), bytes, list)
    found = record_of(held, record)
    found.name, slots = opened(found, openings)
    found.slot = {name: raw for name, _, raw in slots.values()}
    newest = held[found.party][-1]
    closure = newest.closures.get(found.sign)
    found.void = found.id in newest.void or (closure is not None and found.id not in closure.keep)
    return found

def bound_by(held, position, act):
    """The officer whose signature binds the position's party to the act, by the version that the position names."""
    officers = held[position.party][position.document - 1].officers
    signed = [o for o in officers if holds(o.key, b"seamline/concur/1" + act.id, position.slot["signature"] or b"")]
    return signed[0].name if signed and act.kind[0] in signed[0].kinds else None

def judged(held, position, act):
    slot, party, officer = position.slot, position.party, bound_by(held, position, act)
    concurs, at = slot["answer"] == "concurred", slot["time"]
    last = span(act.slot["lapses"])[1] if act.slot["lapses"] else None
    faults = {
        "void": position.void,
        "not-required": party not in act.required or party == act.slot["facilitator"],
        "lapsed": concurs and last is not None and (at is None or at > last),
        "not-signed": concurs and slot["signature"] is None,
        "not-binding": concurs and officer is None,
    }
    return {"id": position.id.hex(), "party": party, "answer": slot["answer"] or "", "officer": officer, "at": at,
            "reason": slot["reason"] or None, "clauses": slot["clauses"] or [], "dissent": slot["dissent"] or None,
            "fault": next((fault for fault, holds in faults.items() if holds), None)}

def finding(held, data):
    magic, act, positions = fields(decode(data), str, bytes, list)
    need(magic == "seamline/joint/1" and len(data) <= 2**22 and len(positions) <= 256)
    act = carried(held, act)
    need(WHOLE[act.name] == "whole, and agreed to", "no joint act")
    act.required = sorted({*(act.slot["required"] or [])})
    said = ascending([carried(held, p) for p in positions], lambda p: p.id)
    need(all(p.name == "position" and p.slot["refs"] == [[0, act.id]] for p in said), "a position on something else")
    said = sorted((judged(held, p, act) for p in said), key=lambda p: (p["at"] is not None, p["at"] or 0, p["id"]))
    counts = lambda answer: {p["party"] for p in said if p["answer"] == answer and p["fault"] is None}
    pending = [party for party in act.required if party not in counts("concurred")]
    objected = any(party in counts("not-concurred") for party in pending)
    state = "in-force" if act.required and not pending else "repudiated" if act.void else "objected" if objected else "proposed"
    title = dict(act.slot["names"] or []).get("en") or None
    return {"record": act.id.hex(), "kind": act.name, "by": act.party, "title": title, "state": state,
            "required": act.required, "pending": pending, "positions": said, "documents": by_document(held)}

def words(found):
    """What `seamline verify` prints."""
    state = f"It is not in force: {', '.join(found['pending'])} has not signed it ({found['state']})."
    if found["state"] == "in-force":
        state = "It is in force: all that it requires have signed exactly this text."
    lines = [f"record {found['record']}, {found['kind']} by {found['by']}", found["title"] or "",
             f"required: {', '.join(found['required'])}"]
    for p in found["positions"]:
        by = f" by {p['officer']}" if p["officer"] else ""
        at = "" if p["at"] is None else f", {instant_words(p['at'])}"
        why = f": {p['reason']}" if p["reason"] else ""
        lines.append(f"  {p['party']} {p['answer']}{by}{at}{why}" + (f" (does not count: {p['fault']})" if p["fault"] else ""))
    documents = [f"by the document of {d['party']}, fingerprint {d['fingerprint']}" for d in found["documents"]]
    return "\n".join(["It verifies.", *lines, state, *documents, "Times are the claims of whoever signed."])
