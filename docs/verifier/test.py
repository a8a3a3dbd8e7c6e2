"""Runs the verifier over docs/vectors: what is good verifies, what is not is refused, every changed byte is refused.

    python3 test.py [path of the seamline program]

With the program given, it must print the same, in words and in JSON.
"""
import json, subprocess, sys
from pathlib import Path

import verify

HERE = Path(__file__).parent
VECTORS = HERE.parent / "vectors"
PARTIES = [VECTORS / "iraq.party", VECTORS / "kurdistan.party"]
DOCUMENTS = [path.read_bytes() for path in PARTIES]


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


def same_as(program, path):
    given = [str(path), *(word for party in PARTIES for word in ("--document", str(party)))]
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
    files, changed = files_prove_what_they_should(program)
    print(f"verifier: {records} records, {files} files prove what they should, {changed} changed ones and {refused} refused "
          f"messages prove nothing{', the program prints the same' if program else ''}")
