"""Runs the verifier over docs/vectors: what is good verifies, what is not is refused, every changed byte is refused.

    python3 test.py [path of the seamline program]

With the program given, it must print the same, in words and in JSON.
"""
import base64, json, subprocess, sys
from pathlib import Path
from types import SimpleNamespace
from unittest import mock

from nacl.signing import SigningKey

import forms, joint, verify

HERE = Path(__file__).parent
VECTORS = HERE.parent / "vectors"
PARTIES = [VECTORS / "iraq.party", VECTORS / "kurdistan.party"]
DOCUMENTS = [path.read_bytes() for path in PARTIES]
JOINT_PARTIES = sorted(VECTORS.glob("joint-*.party"))
JOINT_DOCUMENTS = [path.read_bytes() for path in JOINT_PARTIES]


def read(name):
    return json.loads((VECTORS / name).read_text())


def refuses(check, data):
    """Whether `check` says that the data are wrong."""
    try:
        check(data)
    except verify.READING:
        return True
    return False


def payload(held, data):
    record, openings = verify.fields(verify.decode(data), bytes, list)
    verify.opened(verify.record_of(held, record), openings)


def party(data):
    first = verify.body_of(verify.decode(verify.decode(data)[0])[0]).party
    verify.directory([DOCUMENTS[first == "iraq"], data])


def receipt(held, line):
    note = (VECTORS / "feed.checkpoint").read_bytes().decode().rpartition("\n\n")
    verify.receipts(held, verify.note_of(f"{note[0]}\n\n{note[2].splitlines()[0]}\n{line.decode()}\n".encode()))


def readers():
    """How each kind of refused message is read; frames and bundles are not this verifier's business."""
    held, feed = verify.directory(DOCUMENTS), read("feed.json")
    leaf = bytes.fromhex(feed["leaves"][3]["leaf"])
    return {
        "cbor": verify.decode,
        "record": lambda data: verify.record_of(held, data),
        "payload": lambda data: payload(held, data),
        "party": party,
        "checkpoint": lambda data: verify.signed(held, verify.note_of(data)),
        "cosignature": lambda data: receipt(held, data),
        "tlog-proof": lambda data: verify.included(held, data, leaf),
        "evidence": lambda data: verify.finding(held, data),
        "equivocation": lambda data: verify.finding(held, data),
        "joint": lambda data: joint.finding(verify.directory(JOINT_DOCUMENTS), data),
    }


def good_is_taken(read_as):
    held, feed = verify.directory(DOCUMENTS), read("feed.json")
    for value in read("cbor.json"):
        read_as["cbor"](bytes.fromhex(value["hex"]))
    for record in read("records.json"):
        verified = verify.record_of(held, bytes.fromhex(record["bytes"]))
        assert verified.id.hex() == record["id"] and verified.by == record["by"]
        openings = [[s["index"], bytes.fromhex(s["salt"]), verify.decode(bytes.fromhex(s["value"]))] for s in record["slots"]]
        kind, slots = verify.opened(verified, openings)
        assert record["kind"] == kind
        told = [(s["name"], s["shown"]) for s in record["slots"] if s["index"] > 4]
        assert [slots[i][:2] for i in sorted(slots) if i > 4] == told
    for document in DOCUMENTS:
        read_as["party"](document)
    read_as["checkpoint"]((VECTORS / "feed.checkpoint").read_bytes())
    read_as["tlog-proof"]((VECTORS / "incident.tlog-proof").read_bytes())
    read_as["cosignature"](feed["receipt"]["line"].encode())
    word = read("concurrence.json")
    verify.check(*(bytes.fromhex(word[field]) for field in ("key", "signed", "signature")))
    return len(read("records.json"))


def bad_is_refused(read_as):
    refused = [one for one in read("refused.json")["refused"] if one["read_as"] in read_as]
    for one in refused:
        data = (VECTORS / "refused" / one["file"]).read_bytes()
        assert refuses(read_as[one["read_as"]], data), f"{one['file']} was taken: {one['why']}"
    assert {one["read_as"] for one in refused} == read_as.keys()
    return len(refused)


def weak_keys_are_refused():
    small = ["01" + 31 * "00", "00" * 32, "ec" + 30 * "ff" + "7f", "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
             "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a", "ed" + 30 * "ff" + "7f", "ee" + 30 * "ff" + "7f"]
    for point in small:
        for sign in (0, 128):
            data = bytes.fromhex(point)
            assert refuses(verify.key, data[:31] + bytes([data[31] | sign])), point
    for key in read("keys.json")["ed25519"]:
        verify.key(bytes.fromhex(key["public"]))


def times_are_whole_ms():
    """One of these is content to one implementation and none to another wherever the two compare more or less than ms."""
    taken = ["2026", "2026-02-28?", "../2026-01", "0001-01-01T00:00:00+23:59", "9999-12-31", "9999-12-30T22:00:00.999999999Z",
             "2026-01-01T00:00:00.0009Z/2026-01-01T00:00:00.0001Z", "1969-12-31T23:59:59.9999Z/1969-12-31T23:59:59.999Z",
             "2026-01-01/2026-01-01T20:59:59.9999Z"]
    refused = ["", "..", "../..", "2026-02-29", "0000", "2026-1-1", "2026-01-01T24:00:00Z", "2026-01-01T00:00:60Z", "9999-12-30T22:00:01Z",
               "9999-12-31T23:59:59Z", "2026-01-01T00:00:00", "2026-01-01T00:00:00+24:00", "2026-01-01T00:00:00+00:60", "2026-01-01t00:00:00Z",
               "2026-01-01T00:00:00.001Z/2026-01-01T00:00:00.0009Z", "2026-01-02/2026-01-01", "2026-01-01T00:00:00.Z"]
    one = lambda text: forms.shown({"type": "When"}, text)
    for text in taken:
        assert one(text) == text
    for text in refused:
        assert refuses(one, text), text


def signed_line(name, kind, owner, said, before=b""):
    seed = next(key["seed"] for key in read("keys.json")["ed25519"] if key["name"] == owner)
    key = SigningKey(bytes.fromhex(seed))
    stamp = verify.key_id(name, kind, bytes(key.verify_key)) + before + key.sign(said.encode()).signature
    return f"— {name} {base64.b64encode(stamp).decode()}\n"


def evidence_with(change):
    """The first act of `incident.evidence` alone in its feed, with another payload, signed and receipted as it should be."""
    proof, leaf, payload = verify.decode((VECTORS / "incident.evidence").read_bytes())[1][0]
    payload = verify.encode(change(verify.decode(payload)))
    mode, record, _, claimed, audit = verify.decode(leaf)[1]
    leaf = verify.encode([1, [mode, record, verify.sha(payload), claimed, audit]])
    origin = proof.decode().split("\n\n")[1].split("\n")[0]
    text = f"{origin}\n1\n{base64.b64encode(verify.sha(bytes(1) + leaf)).decode()}\n"
    receipt, time = "seamline/1/kurdistan/makhmour", 1767225600
    note = text + "\n" + signed_line(origin, 1, "iraq/makhmour sign", text) + signed_line(
        receipt, 4, "kurdistan/makhmour cosign", f"cosignature/v1\ntime {time}\n{text}", time.to_bytes(8, "big"))
    return verify.encode([1, [[f"c2sp.org/tlog-proof@v1\nindex 0\n\n{note}".encode(), leaf, payload]]])


def a_record_is_bytes():
    held = verify.directory(DOCUMENTS)
    verify.finding(held, evidence_with(lambda payload: payload))
    as_numbers = evidence_with(lambda payload: [list(payload[0]), payload[1]])
    assert refuses(lambda data: verify.finding(held, data), as_numbers), "a record that is an array was taken"


def key_ids_are_hints():
    """Where all keys have one id, the one whose signature holds is found."""

    class Same(bytes):
        __eq__, __hash__ = (lambda self, other: True), bytes.__hash__

    held, data = verify.directory(DOCUMENTS), (VECTORS / "incident.evidence").read_bytes()
    expected = verify.finding(held, data)["acts"]
    for versions in held.values():
        other = {n: SimpleNamespace(sign=e.tls, cosign=e.tls, tls=e.sign, seal=e.seal) for n, e in versions[-1].nodes.items()}
        versions.append(SimpleNamespace(**{**vars(versions[-1]), "nodes": other, "version": 3}))
    # The newest version has other keys: the receipts hold, by keys that stand no more.
    expected = [{**act, "receipts": [{**r, "stands": False} for r in act["receipts"]]} for act in expected]
    with mock.patch.object(verify, "key_id", lambda *_: Same()):
        assert verify.finding(held, data)["acts"] == expected


def files_prove_what_they_should(program):
    changed, held = 0, verify.directory(DOCUMENTS)
    files = sorted([*VECTORS.glob("*.evidence"), *VECTORS.glob("*.equivocation")])
    for path in files:
        data = path.read_bytes()
        found = verify.finding(held, data)
        expected = path.with_suffix(".finding.json")
        assert path.suffix == ".equivocation" or found == json.loads(expected.read_text()), path
        for at in range(len(data)):
            for bit in (1, 128):
                other = data[:at] + bytes([data[at] ^ bit]) + data[at + 1:]
                assert refuses(lambda d: verify.finding(held, d), other), f"{path.name}: byte {at} changed and believed"
                changed += 1
        one_party = verify.directory(DOCUMENTS[:1])
        assert refuses(lambda d: verify.finding(one_party, d), data) or path.suffix == ".equivocation"
        if program:
            same_as(program, path)
    return len(files), changed


def joint_acts_stand_where_all_have_signed(program):
    cases, changed, held = read("joint.json")["cases"], 0, verify.directory(JOINT_DOCUMENTS)
    for case in cases:
        path = VECTORS / case["file"]
        data = path.read_bytes()
        assert verify.finding(held, data) == case["finding"], path.name
        for at in range(len(data)):
            other = data[:at] + bytes([data[at] ^ 1]) + data[at + 1:]
            assert refuses(lambda d: joint.finding(held, d), other), f"{path.name}: byte {at} changed and believed"
            changed += 1
        if program:
            same_as(program, path, JOINT_PARTIES)
    assert {case["finding"]["state"] for case in cases} == {"in-force", "objected", "proposed"}
    return len(cases), changed


def same_as(program, path, parties=PARTIES):
    given = [str(path), *(word for party in parties for word in ("--document", str(party)))]
    for form in ([], ["--json"]):
        theirs = subprocess.run([program, "verify", *given, *form], capture_output=True, text=True, check=True).stdout
        ours = [sys.executable, str(HERE / "verify.py"), *given, *form]
        ours = subprocess.run(ours, capture_output=True, text=True, check=True).stdout
        assert ours == theirs, f"{path.name}:\n{ours}\nis not\n{theirs}"


if __name__ == "__main__":
    program = sys.argv[1] if len(sys.argv) > 1 else None
    read_as = readers()
    records, refused = good_is_taken(read_as), bad_is_refused(read_as)
    weak_keys_are_refused()
    times_are_whole_ms()
    a_record_is_bytes()
    key_ids_are_hints()
    files, changed = files_prove_what_they_should(program)
    acts, changed_acts = joint_acts_stand_where_all_have_signed(program)
    files, changed = files + acts, changed + changed_acts
    print(f"verifier: {records} records, {files} files prove what they should, {changed} changed ones and {refused} refused "
          f"messages prove nothing{', the program prints the same' if program else ''}")
