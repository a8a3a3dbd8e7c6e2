"""Forms of bytes and values: the strict subset of CBOR, arrays of given types, what a slot of each type may hold."""
import calendar, hashlib, json, re
from datetime import date, datetime, timedelta
from pathlib import Path

EPOCH = datetime(1970, 1, 1)
MS = timedelta(milliseconds=1)
CIVIL = timedelta(hours=3)  # Baghdad: dates without an offset are read in it.
INSTANT = re.compile(r"(\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):\d\d:\d\d)(?:\.(\d{1,9}))?(?:Z|([+-])([01]\d|2[0-3]):([0-5]\d))", re.ASCII)
LAST = datetime(9999, 12, 30, 22, 0, 1)  # Instants are before this.
TABLE = json.loads(Path(__file__).with_name("kinds.json").read_text())  # Written by the tests of the vectors.
DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?[?~%]?", re.ASCII)

class Refused(Exception):
    """Why it proves nothing."""

def need(holds, why="malformed"):
    if not holds:
        raise Refused(why)

def encode(item):
    def head(major, n):
        size = next(s for s in (0, 1, 2, 4, 8) if n < (24 if s == 0 else 256**s))
        return bytes([major << 5 | (23 + size.bit_length() if size else n)]) + (n.to_bytes(size, "big") if size else b"")
    if item is None or isinstance(item, bool):
        return {None: b"\xf6", True: b"\xf5", False: b"\xf4"}[item]
    if isinstance(item, int):
        return head(0, item) if item >= 0 else head(1, -1 - item)
    if isinstance(item, list):
        return head(4, len(item)) + b"".join(map(encode, item))
    return head(2, len(item)) + item if isinstance(item, bytes) else head(3, len(item.encode())) + item.encode()

def decode(data):
    left = 65535
    def read(at, depth):
        nonlocal left
        need(at < len(data) and depth <= 8, "CBOR cut short or nested too deep")
        first, major, info = data[at], data[at] >> 5, data[at] & 31
        if first in (0xF4, 0xF5, 0xF6):
            return {0xF4: False, 0xF5: True, 0xF6: None}[first], at + 1
        need(major <= 4 and info <= 27, "CBOR outside the subset")
        size = 1 << info - 24 if info > 23 else 0
        n, at = int.from_bytes(data[at + 1:at + 1 + size], "big") if size else info, at + 1 + size
        if major < 2:
            need(n < 2**63, "integer beyond 64 bits")
            return n if major == 0 else -1 - n, at
        if major < 4:
            need(at + n <= len(data), "CBOR cut short")
            return data[at:at + n] if major == 2 else data[at:at + n].decode(), at + n
        left, items = left - n, []
        need(left >= 0, "CBOR with too many items")
        for _ in range(n):
            item, at = read(at, depth + 1)
            items.append(item)
        return items, at
    item, end = read(0, 0)
    need(end == len(data) and encode(item) == data, "not the only encoding of its content")
    return item

def fields(value, *kinds):
    """The fields of an array of these types; a number stands for a byte string of that length, None for anything."""
    need(type(value) is list and len(value) == len(kinds))
    for field, kind in zip(value, kinds):
        need(kind is None or (type(field) is bytes and len(field) == kind if type(kind) is int else type(field) is kind))
    return value

def ascending(items, by=lambda item: item):
    need(all(by(a) < by(b) for a, b in zip(items, items[1:])), "not sorted, or twice the same")
    return items

def first_of(pair):
    return pair[0]

def sha(data):
    return hashlib.sha256(data).digest()

def root_of(leaf, path, index, size):
    """The root to which this path leads from a leaf of a tree of so many (RFC 6962, section 2.1.1)."""
    if size == 1:
        return need(not path, "the path is too long") or sha(b"\0" + leaf)
    need(path, "the path is too short")
    left = 1 << (size - 1).bit_length() - 1
    if index < left:
        return sha(b"\1" + root_of(leaf, path[:-1], index, left) + path[-1])
    return sha(b"\1" + path[-1] + root_of(leaf, path[:-1], index - left, size - left))

def clearance(value):
    level, caveats = fields(value, int, list)
    need(0 <= level <= 3 and all(type(c) is str for c in caveats) and ascending(caveats) == caveats)

def instant(text, last=False):
    """An end of a When in whole ms since 1970, rounded down; the last ms of a date where `last`; None where it is open."""
    if text == "..":
        return None
    if "T" in text:
        civil, decimals, sign, hours, minutes = INSTANT.fullmatch(text).groups()
        at = datetime.fromisoformat(civil) - EPOCH
        offset = timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
        at = (at + offset if sign == "-" else at - offset) + int((decimals or "")[:3].ljust(3, "0")) * MS
        need(at < LAST - EPOCH, "an instant after the last")
        return at // MS
    year, month, day = (part and int(part) for part in DATE.fullmatch(text).groups())
    month = month or (12 if last else 1)
    day = day or (calendar.monthrange(year, month)[1] if last else 1)
    days = date(year, month, day).toordinal() - EPOCH.toordinal() + last
    return (timedelta(days) - CIVIL) // MS - last

def span(text):
    """Start and end of a When in ms, None where open."""
    start, _, end = text.partition("/")
    return instant(start), instant(end if "/" in text else start, last=True)

def shown(slot, v):
    """A slot's value as interfaces show it; refused where it is not of the slot's type."""
    kind, each = slot["type"], lambda most, one: [one(item) for item in (need(type(v) is list and len(v) <= most), v)[1]]
    point = lambda a, b: (need(abs(a) <= 9 * 10**8 and abs(b) <= 18 * 10**8), [a / 1e7, b / 1e7])[1]
    def counts(*three):
        stated = [c for c in three if c is not None]
        need(all(type(c) is int and c >= 0 for c in stated) and sorted(stated) == stated, "counts out of order")
        return dict(zip(("min", "best", "max"), three))
    def file(item):
        digest, length, media, called = fields(item, 32, int, str, str)
        need(1 <= length <= 2**26 and 1 <= len(media.encode()) <= 127 and 1 <= len(called.encode()) <= 255)
        need(not re.search("[\0-\x1f\x7f-\x9f]", media + called) and not re.search(r"[/\\]", called))
        return {"hash": digest.hex(), "length": length, "type": media, "name": called}
    if v is None:
        return need(kind != "Label", "no label")
    match kind:
        case "Label":
            level, caveats, onward, review = fields(v, int, list, int, None)
            clearance([level, caveats])
            need(len(caveats) <= 16 and all(1 <= len(c.encode()) <= 64 for c in caveats) and onward in (0, 1))
            return review is None or fields([review], int)
        case "Id": return fields([v], 32)[0].hex()
        case "Refs": return [need(0 <= fields(r, int, 32)[0] <= 7) for r in ascending(each(64, lambda r: r))]
        case "Text": return fields([v], str)[0]
        case "Texts": return each(64, lambda t: fields([t], str)[0])
        case "Names":
            need({n[0] for n in ascending(each(4, lambda n: fields(n, str, str)), first_of)} <= {"ar", "ckb", "en", "kmr"})
            return dict(v)
        case "Bool": return fields([v], bool)[0]
        case "Word": return (need(v in slot["words"]), v)[1]
        case "When":
            start, end = span(fields([v], str)[0])
            need(len(v.encode()) <= 128 and {start, end} != {None} and (None in (start, end) or start <= end), "not a time")
            return v
        case "Time": return fields([v], int)[0]
        case "Place":
            lat, lon, radius, called = fields(v, int, int, int, None)
            need(0 <= radius < 2**32 and (called is None or type(called) is str))
            return dict(zip(("lat", "lon"), point(lat, lon))) | {"precision_m": radius, "name": called}
        case "Points": return (need(type(v) is list and len(v) >= 2), each(2048, lambda p: point(*fields(p, int, int))))[1]
        case "Range":
            words, which = ["exact", "about", "more than", "less than", "not stated"], fields(v, None, None, None, int)[3]
            need(0 <= which <= 4 and (v[:3] != [None] * 3) != (which == 4))
            return counts(*v[:3]) | {"qualifier": words[which]}
        case "Casualties":
            rows = each(16, lambda c: fields(c, str, int, None, None, None))
            return [(need(0 <= h <= 2), {"group": g, "harm": ("killed", "wounded", "missing")[h]} | counts(*c))[1] for g, h, *c in rows]
        case "Attendees": return each(64, lambda a: dict(zip(("name", "title", "party"), fields(a, str, str, str))))
        case "Files": return each(16, file)
        case "Portion":
            level, said = fields(v, int, str)
            return (need(0 <= level <= 3), {"level": ("open", "restricted", "confidential", "secret")[level], "text": said})[1]
        case "Signature": return fields([v], 64)[0].hex()
        case "Clauses" | "Duties" | "Milestones" | "Judgements":
            from agreed import LISTS
            return LISTS[kind](v)
    raise Refused("a slot of an unknown type")
