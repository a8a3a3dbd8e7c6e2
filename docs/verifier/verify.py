#!/usr/bin/env python3
"""Verifies Seamline evidence, joint acts and proofs of two histories (docs/protocol.md) with none of Seamline's code.

    python3 verify.py told.evidence --document iraq.party --document kurdistan.party [--json]

Prints the finding that `seamline verify` prints; ends with 1 where the file proves nothing. Needs Python 3.11 and PyNaCl.
"""
import argparse, base64, json, re, sys
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace as Named

from nacl.bindings import crypto_sign_open
from nacl.exceptions import BadSignatureError

from forms import CIVIL, EPOCH, TABLE, Refused, ascending, clearance, decode, encode, fields, first_of, need, root_of, sha, shown

PRIME = 2**255 - 19
NAME = "[a-z0-9-]{1,32}"
NODE = f"(?P<id>(?P<by>{NAME})/(?P<node>{NAME}))"
ORIGIN = re.compile(f"seamline/1/{NODE}/(?P<to>(?P<party>{NAME})(\\.(?P<group>{NAME}))?)/[01]/(?P<feed>[0-9a-f]{{32}})")

# Whatever goes wrong while reading is wrong with what is read.
READING = (Refused, ArithmeticError, AttributeError, BadSignatureError, LookupError, StopIteration, TypeError, ValueError)

def name(text):
    need(re.fullmatch(NAME, text), "not a name")
    return text

# Ed25519, strictly. libsodium refuses keys and R of small order, y that is not reduced, S that is not reduced.

def key(data):
    """A key on the curve, in its only encoding, of no small order: also one that nothing is signed with yet."""
    y, d = int.from_bytes(data, "little") % 2**255, -121665 * pow(121666, -1, PRIME)
    u, v = y * y - 1, d * y * y + 1
    # Order 1 and 2 have x = 0, order 4 has y = 0, order 8 has x² = -y².
    small = u % PRIME == 0 or y == 0 or (d * y**4 + 2 * y * y - 1) % PRIME == 0
    need(y < PRIME and not small and pow(u * pow(v, -1, PRIME), PRIME // 2, PRIME) == 1, "weak or invalid key")
    return data

def check(public, message, signature):
    need(len(signature) == 64, "not a signature")
    crypto_sign_open(signature + message, public)

# Party documents.

def ids(items):
    return set(ascending([fields([i], 32)[0] for i in items]))

def told_apart(keys):
    """Whether no two of these keys have one `kid`: a record names its author by it."""
    return len({sha(k)[:8] for k in keys}) == len(keys)

def body_of(data):
    one, party, version, previous, names, threshold, roots, clear, groups, nodes, officers, closed, void = fields(
        decode(data), int, str, int, None, list, int, list, None, list, list, list, list, list)
    need(one == 1 and version >= 1 and (version == 1) == (previous is None))
    need(previous is None or fields([previous], 32))
    languages = [first_of(n) for n in ascending([fields(n, str, str) for n in names], first_of)]
    need({*languages} <= {"ar", "ckb", "en", "kmr"}, "a language the system does not carry")
    need(1 <= len(ascending([key(*fields([r], 32)) for r in roots])) <= 16 and 1 <= threshold <= len(roots))
    clearance(clear)
    entries, members, closures = {}, {}, {}
    for node, sign, cosign, tls, seal in (fields(n, str, 32, 32, 32, 32) for n in nodes):
        need(name(node) not in entries, "two nodes share a name")
        entries[node] = Named(sign=key(sign), cosign=key(cosign), tls=key(tls), seal=seal)
    for group, of, clear in (fields(g, str, list, None) for g in groups):
        clearance(clear)
        need(all(type(n) is str and n in entries for n in of), "a group names no node of the document")
        need(name(group) not in members, "two groups share a name")
        members[group] = ascending(of)
    binding = []
    for officer, public, kinds in ascending([fields(o, str, 32, list) for o in officers], first_of):
        need(1 <= len(officer.encode()) <= 64 and key(public))
        need(all(type(k) is int and 0 <= k <= 255 for k in kinds) and ascending(kinds) == kinds)
        binding.append(Named(name=officer, key=public, kinds=kinds))
    for sign, node, feeds, keep in ascending([fields(c, 32, str, list, list) for c in closed], first_of):
        cuts = {f: (size, root) for f, size, root in ascending([fields(f, 16, int, 32) for f in feeds], first_of)}
        need(name(node) and all(0 <= size < 2**40 for size, _ in cuts.values()))
        closures[key(sign)] = Named(cuts=cuts, keep=ids(keep))
    signs = {e.sign for e in entries.values()}
    need(len({k for e in entries.values() for k in (e.sign, e.cosign, e.tls)}) == 3 * len(entries), "two nodes share a key")
    need(len({o[1] for o in officers}) == len(officers), "two officers share a key")
    need(told_apart(signs | closures.keys()), "two keys of one short id")
    need(not signs & closures.keys(), "a key is closed and in use")
    return Named(party=name(party), version=version, previous=previous, threshold=threshold, roots=roots, nodes=entries,
                 groups=members, closures=closures, void=ids(void), officers=binding, signs=signs, hash=sha(data))

def admit(held, data):
    """Adds the next version of a party's document to `held`: versions by party, oldest first."""
    document, pairs = fields(decode(data), bytes, list)
    pairs, new = ascending([fields(p, 32, bytes) for p in pairs], first_of), body_of(document)
    earlier, signers = held.setdefault(new.party, []), {root for root, _ in pairs}
    if new.version <= len(earlier):
        return need(earlier[new.version - 1].hash == new.hash, "two documents of one version")
    keys = lambda d: {k for e in d.nodes.values() for k in (e.sign, e.cosign, e.tls, e.seal)}
    foreign = {k for party in held.values() for d in party if d.party != new.party for k in keys(d)}
    need(new.version == len(earlier) + 1 and len(data) <= 1020 * 2**10 and len(pairs) <= 32, "earlier versions are missing")
    need(not keys(new) & foreign, "it claims a key of another party")
    old = earlier[-1] if earlier else Named(roots=[], threshold=0, hash=None)
    need(signers <= {*new.roots, *old.roots}, "signed by someone who is no root")
    for root, signature in pairs:
        check(root, b"seamline/party/1" + document, signature)
    need(all(len(signers & {*v.roots}) >= v.threshold for v in (new, old)), "too few roots have signed")
    once = {sign for d in earlier for sign in d.signs}
    need(once <= new.signs | new.closures.keys() and new.closures.keys() <= once, "a key dropped, or closed from nothing")
    need(told_apart(once | new.signs), "two keys of one short id")
    need(new.previous == old.hash, "it does not follow the version before it")
    earlier.append(new)

# Notes, receipts, proofs: C2SP signed-note, tlog-checkpoint, tlog-cosignature, tlog-proof; RFC 6962 section 2.1.

def unbase64(text, length=None):
    data = base64.b64decode(text, validate=True)
    need(base64.b64encode(data).decode() == text and length in (None, len(data)), "not base64 in its one form")
    return data

def note_of(data):
    """A checkpoint: origin, size, root, the text that is signed, signature lines as (name, key id, signature)."""
    text, blank, block = data.decode().rpartition("\n\n")
    need(len(data) <= 8192 and blank and block.endswith("\n") and not re.search("[\0-\x09\x0b-\x1f]", text + block))
    lines = [re.fullmatch(r"— ([^\s+]+) (\S+)", line) for line in block[:-1].split("\n")]
    need(all(lines) and len(lines) <= 16, "malformed signature lines")
    lines = [(line[1], unbase64(line[2])[:4], unbase64(line[2])[4:]) for line in lines]
    parts = text.split("\n")
    need(len(parts) == 3 and all(line[2] for line in lines) and len({*lines}) == len(lines), "malformed note")
    origin = ORIGIN.fullmatch(parts[0])
    need(origin and re.fullmatch("0|[1-9][0-9]{0,12}", parts[1]) and int(parts[1]) < 2**40, "malformed checkpoint")
    note = Named(origin=origin, size=int(parts[1]), root=unbase64(parts[2], 32), text=text + "\n", lines=lines)
    need(note.size or note.root == sha(b""), "an empty tree with a root")
    return note

def key_id(who, kind, public):
    return sha(who.encode() + b"\n" + bytes([kind]) + public)[:4]

def ever(held, party, node):
    """What documents said of a node, newest first. A key id is no commitment: the key is the one whose signature holds."""
    return [d.nodes[node] for d in reversed(held.get(party, [])) if node in d.nodes]

def holds(public, message, signature):
    try:
        check(public, message, signature)
    except (BadSignatureError, Refused):
        return False
    return True

def signed(held, note):
    """The key, among those its node ever had, that signed the checkpoint under its origin."""
    by = [line for line in note.lines if line[0] == note.origin[0]]
    for sign in [entry.sign for entry in ever(held, note.origin["by"], note.origin["node"])]:
        mine = [stamp for _, kid, stamp in by if kid == key_id(note.origin[0], 1, sign)]
        if len(mine) == 1 and holds(sign, note.text.encode(), mine[0]):
            return sign
    raise Refused("its node did not sign the checkpoint, or its party's document is missing")

def receipts(held, note):
    """Who receipted, when, and whether by a key that stands: every line but the origin's must be a good receipt by a node of the audience."""
    found = []
    for who, kid, stamp in (line for line in note.lines if line[0] != note.origin[0]):
        by = re.fullmatch(f"seamline/1/{NODE}", who)
        need(by and len(stamp) == 72 and stamp[0] < 128 and by["by"] == note.origin["party"], "not a receipt")
        group, versions = note.origin["group"], held.get(by["by"], [])
        need(by["id"] != note.origin["id"], "its writer receipts it")
        need(any(by["node"] in (d.groups.get(group, ()) if group else d.nodes) for d in versions), "not of the audience")
        time = int.from_bytes(stamp[:8], "big")
        said = f"cosignature/v1\ntime {time}\n{note.text}".encode()
        keys = [entry.cosign for entry in ever(held, by["by"], by["node"])]
        by_key = [k for k in keys if key_id(who, 4, k) == kid and holds(k, said, stamp[8:])]
        need(by_key, "no key of its node made the receipt")
        now = versions[-1].nodes.get(by["node"])
        found.append((by["id"], time, now is not None and now.cosign in by_key))
    need(len(found) + 1 == len(note.lines), "a line that nobody checks")
    return found

def included(held, proof, leaf):
    """Checks a tlog-proof of this leaf; gives its note, its index and the key that signed."""
    match = re.fullmatch(r"c2sp\.org/tlog-proof@v1\nindex (0|[1-9][0-9]{0,12})\n((?:\S+\n)*)\n(.*)", proof.decode(), re.DOTALL)
    need(match, "malformed proof")
    note, index, path = note_of(match[3].encode()), int(match[1]), [unbase64(h, 32) for h in match[2].split("\n")[:-1]]
    need(index < note.size and root_of(leaf, path, index, note.size) == note.root, "the proof does not lead to the root")
    return note, index, signed(held, note)

# Records, and what is opened of them.

def record_of(held, data):
    """Verifies a record; gives its id, kind, author's node id and commitments."""
    need(len(data) <= 2**18 and data[:8] == bytes.fromhex("d2844da201270448") and data[16:17] == b"\xa0", "not a record")
    payload, signature = fields(decode(b"\x82" + data[17:]), bytes, bytes)
    one, kind, version, party, document, commitments = fields(decode(payload), int, int, int, str, int, list)
    need(one == 1 and 0 <= kind <= 255 and 0 <= version <= 255 and 1 <= len(fields(commitments, *[32] * len(commitments))) <= 64)
    need(1 <= document <= len(held.get(name(party), [])), "the party document that the record names is not here")
    nodes = held[party][document - 1].nodes
    by = next((n for n in nodes if sha(nodes[n].sign)[:8] == data[8:16]), None)
    need(by, "no node of the party's document signs with this key")
    to_be_signed = encode(["Signature1", data[3:16], b"seamline/record/1", payload])
    check(nodes[by].sign, to_be_signed, signature)
    return Named(id=sha(to_be_signed), kind=(kind, version), party=party, by=f"{party}/{by}", document=document,
                 sign=nodes[by].sign, commitments=commitments)

def opened(record, openings):
    """What openings show of a record, by slot."""
    openings = [fields(o, int, 16, None) for o in openings]
    kind = next(k for k in TABLE["kinds"] if (k["number"], k["version"]) == record.kind)
    slots = TABLE["common"] + kind["slots"]
    if kind["followed_by_target"]:
        target = next(value for index, _, value in openings if index == 6)
        target = next(k for k in TABLE["kinds"] if k["name"] == target and not k["followed_by_target"])
        need("opened" not in target, "what parties agree to is not corrected")
        slots = slots + target["slots"]
    need(len(slots) == len(record.commitments), "another number of slots")
    found = {}
    for index, salt, value in openings:
        need(0 <= index < len(slots) and index not in found, "a slot that is not there, or opened twice")
        committed = sha(encode(["seamline/slot/1", record.party, record.kind[0], index, salt, value]))
        need(committed == record.commitments[index] and len(encode(value)) <= 2**17, "not what was signed")
        found[index] = (slots[index]["name"], shown(slots[index], value), value)
    need(0 in found, "the label is not opened")
    need("opened" not in kind or found.keys() | {1, 3} == {*range(len(slots))}, "only a part of what is agreed to is opened")
    return kind["name"], found

# Files: evidence, and proofs of two histories.

def evidence(held, data):
    one, acts = fields(decode(data), int, list)
    need(one == 1 and acts and len(data) <= 2**24)
    told, records, opens = [], [], []
    for proof, leaf, payload, *path in (fields(act, bytes, bytes, bytes, *[list] * (len(act) > 3)) for act in acts):
        note, index, sign = included(held, proof, leaf)
        receipted, origin = receipts(held, note), note.origin
        need(receipted, "no receipt: it was offered; that it arrived is not proved")
        _, record, digest, claimed, _ = leaf_act(leaf)
        need(digest == sha(payload), "the payload is not the one that was released")
        carried, openings = fields(decode(payload), None, list)
        need(carried is None or fields([carried], bytes))
        records.append((record, carried))
        opens.append(openings)
        newest = held[origin["by"]][-1]
        closure = newest.closures.get(sign)
        size, root = closure.cuts.get(bytes.fromhex(origin["feed"]), (0, b"")) if closure else (note.size, note.root)
        for hashes in path:
            led = size != note.size and index < size and root_of(leaf, fields(hashes, *[32] * len(hashes)), index, size)
            need(led == root, "the path does not lead to where the feed was cut, by the documents at hand")
        closed = closure and record not in closure.keep and record not in newest.void
        cut = closed and (index >= size or (size == note.size and root != note.root))
        unshown = closed and not cut and size != note.size and not path
        told.append({"from": origin["id"], "to": origin["to"], "position": index, "claimed": claimed,
                     "receipts": [{"by": by, "at": seconds * 1000, "stands": stands} for by, seconds, stands in receipted],
                     "repudiated": newest.version if record in newest.void or cut else None,
                     "unshown": newest.version if unshown else None})
    carried = {c for _, c in records if c is not None}
    need(len({r for r, _ in records}) == 1 and len(carried) == 1, "the acts are about different records, or about none")
    record = record_of(held, carried.pop())
    need(record.id == records[0][0] and all(t["from"].split("/")[0] == record.party for t in told), "another record")
    slots = {}
    for openings in opens:
        kind, found = opened(record, openings)
        slots |= found
    return {"record": record.id.hex(), "kind": kind, "by": record.by, "time": slots.get(4, (0, None))[1], "acts": told,
            "slots": [{"name": slot, "value": value} for i, (slot, value, raw) in sorted(slots.items()) if i > 4 and raw is not None],
            "documents": by_document(held)}

def by_document(held):
    return [{"party": p, "fingerprint": " ".join(re.findall("....", held[p][0].hash.hex()[:32]))} for p in sorted(held)]

def leaf_act(leaf):
    kind, act = fields(decode(leaf), int, list)
    need(len(leaf) <= 1024 and kind == 1 and fields(act, int, 32, 32, int, 32)[0] in (0, 2), "the leaf is no act")
    return act

def two_histories(held, data):
    form, *pair = decode(data)
    pair = [tuple(pair[:2]), tuple(pair[2:])] if form == 1 else [(note,) for note in pair]
    need(fields([form, *pair[0], *pair[1]], int, *[bytes] * (4 if form == 1 else 2)) and form in (1, 2) and len(data) <= 2**16)
    need(pair == sorted(pair), "the lesser comes first")
    said = []
    for one in pair:
        note, place, _ = included(held, *one) if form == 1 else (note_of(*one), None, None)
        need(signed(held, note) and len(note.lines) == 1, "a line that nobody checks")
        said.append((note.origin[0], place, one[1]) if form == 1 else (note.origin[0], note.size, note.root))
    need(said[0][:2] == said[1][:2] and said[0][2] != said[1][2], "both statements can be true of one history")
    return {"two_histories_by": note.origin["id"], "to": note.origin["to"], "feed": note.origin[0]}

def instant_words(ms):
    try:
        return "not opened" if ms is None else (EPOCH + timedelta(milliseconds=ms) + CIVIL).isoformat(" ")[:16]
    except OverflowError:
        return str(ms)

def words(found):
    civil = instant_words
    if "positions" in found:
        return joint().words(found)
    if "feed" in found:
        return (f"It verifies.\n{found['two_histories_by']} has signed two histories of one feed to {found['to']}: they cannot both"
                " be.\nWhat it told one reader is not what it told another, or its keys are in other hands. Ask its party in person.")
    lines = ["It verifies.", f"record {found['record']}, {found['kind']} by {found['by']}, written {civil(found['time'])}"]
    for act in found["acts"]:
        lines.append(f"{act['from']} released it to {act['to']} ({civil(act['claimed'])})")
        if act["repudiated"]:
            lines.append(f"  taken back since by version {act['repudiated']} of its party's document: told, and repudiated")
        if act["unshown"]:
            lines.append(f"  its key was closed since by version {act['unshown']}: this file does not show that the act is among"
                         " those that stand")
        key = lambda r: "" if r["stands"] else ", with a key that stands no more"
        lines += [f"  {r['by']} has signed that it arrived ({civil(r['at'])}){key(r)}" for r in act["receipts"]]
    width = max((len(slot["name"]) for slot in found["slots"]), default=0)
    say = lambda value: value if type(value) is str else dumps(value)
    lines += ["opened:", *(f"  {slot['name']:{width}}  {say(slot['value'])}".rstrip() for slot in found["slots"])]
    lines += [f"by the document of {d['party']}, fingerprint {d['fingerprint']}" for d in found["documents"]]
    return "\n".join([*lines, "Times are the claims of whoever signed; the order of a feed is proved."])

def dumps(value):
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

def directory(party_files):
    held = {}
    for version in (version for file in party_files for version in decode(file)):
        admit(held, *fields([version], bytes))
    return held

def joint():
    """The module on joint acts; it uses this one."""
    import joint
    return joint

def finding(held, file):
    """What a file proves by the party documents held; one of `READING` where it proves nothing."""
    if file.startswith(joint().MAGIC):
        return joint().finding(held, file)
    return (two_histories if file[1:2] in (b"\1", b"\2") and file[:1] in (b"\x83", b"\x85") else evidence)(held, file)

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--document", type=Path, action="append", required=True, help="a .party file; give both parties'")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    try:
        found = finding(directory(path.read_bytes() for path in given.document), given.file.read_bytes())
        print(dumps(found) if given.json else words(found))
    except READING as why:
        sys.exit(f"{given.file} proves nothing: {why}")
