"""The four lists of what parties agree to (docs/protocol.md, section 6.5): clauses, duties, milestones, judgements."""
import re

import forms
from forms import ascending, fields, first_of, need

PARTS = ("threat", "capability", "requirements")
LIKELIHOODS = ("almost no chance", "very unlikely", "unlikely", "roughly even chance", "likely", "very likely", "almost certain")
CONFIDENCES = ("low", "moderate", "high")

def said(value):
    """A text in each language."""
    need(type(value) is list and ascending([fields(t, str, str) for t in value], first_of))
    need({first_of(t) for t in value} <= {"ar", "ckb", "en", "kmr"} and all(text.strip() for _, text in value), "nothing said")
    return dict(value)

def items(value, most, texts):
    """At most so many, each with its text in the same languages."""
    need(type(value) is list and 1 <= len(value) <= most)
    return (need(len({(*texts(item),) for item in value}) == 1, "not in the same languages"), value)[1]

def words(value, least=0):
    need(type(value) is list and least <= len(value) <= 64 and all(type(word) is str for word in value))
    return value

def word(among, at):
    return (need(type(at) is int and 0 <= at < len(among), "no such word"), among[at])[1]

def clauses(value):
    rows = [(number, field, said(text)) for number, field, text in (fields(c, str, str, list) for c in items(value, 256, lambda c: said(c[2])))]
    before = []
    for number, _, _ in rows:
        need(re.fullmatch(r"[1-9][0-9]{0,2}(\.[1-9][0-9]{0,2}){0,3}", number), "not a clause's number")
        parts = [int(part) for part in number.split(".")]
        need(not before or before[-1] < parts, "clauses out of order, or one twice")
        need(len(parts) == 1 or parts[:-1] in before, "a clause below one that is not there")
        before.append(parts)
    return [{"number": n, "field": f, "texts": t} for n, f, t in rows]

def duties(value):
    def one(item):
        task, does, answers, told, within = fields(item, list, str, str, list, None)
        need(does.strip() and answers.strip(), "a duty of nobody")
        need(within is None or (type(within) is int and 0 <= within < 2**32))
        return {"task": said(task), "does": does, "answers": answers, "told": words(told), "within_min": within}
    return [one(item) for item in items(value, 64, lambda d: said(d[0]))]

def milestones(value):
    def one(item):
        key, names, phase, due, after = fields(item, str, list, str, None, list)
        forms.shown({"type": "When"}, due)
        return {"key": key, "names": said(names), "phase": phase, "due": due, "after": words(after)}
    found = [one(item) for item in items(value, 128, lambda m: said(m[1]))]
    ahead = {m["key"]: {*m["after"]} for m in found}
    need(len(ahead) == len(found) and "" not in ahead, "a key is empty or stands twice")
    need(set().union(*ahead.values()) <= ahead.keys(), "it comes after one that is not there")
    while ahead:
        free = [key for key, waits in ahead.items() if not waits & ahead.keys()]
        need(free, "milestones wait for each other in a circle")
        for key in free:
            del ahead[key]
    return found

def judgements(value):
    def one(item):
        part, text, likelihood, confidence, sources = fields(item, int, list, None, int, list)
        need(any(source.strip() for source in words(sources, 1)), "a judgement without a source")
        likely = None if likelihood is None else word(LIKELIHOODS, likelihood)
        return {"part": word(PARTS, part), "texts": said(text), "likelihood": likely,
                "confidence": word(CONFIDENCES, confidence), "sources": sources}
    return [one(item) for item in items(value, 64, lambda j: said(j[1]))]

LISTS = {"Clauses": clauses, "Duties": duties, "Milestones": milestones, "Judgements": judgements}
