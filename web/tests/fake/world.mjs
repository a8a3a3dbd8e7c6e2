// Two desks and their headquarters in memory: what each holds follows from the release acts alone.
import { createHash } from 'node:crypto';
import { COMMITMENTS, COMMITMENT_POSITIONS, manyCommitments } from './commitments.mjs';
import { isJoint, jointParts, short } from './joint.mjs';
import { JOINT, POSITIONS } from './joint-facts.mjs';
import { KINDS, TITLE, WHEN } from './kinds.mjs';
import { FORCES, ROADMAP_POSITIONS, ROADMAPS, UNITS } from './roadmap-facts.mjs';
import { CENTRES, FACTS, LINES, NIGHT, NODES, NOW, PARTIES, PLACES, year } from './scenario.mjs';

const idOf = (key) => createHash('sha256').update(key).digest('hex');
/** of a record's key, or what is an id already */
const hashed = (key) => (/^[0-9a-f]{64}$/.test(key) ? key : idOf(key));
const DAY = 86_400_000;
const partyOf = (by) => by.split('/')[0];
const other = (party) => (party === 'iraq' ? 'kurdistan' : 'iraq');

function extent(edtf) {
  if (!edtf) return null;
  const part = (text, end) => {
    if (!text || text === '..') return null;
    if (text.includes('T')) return Date.parse(text);
    const [y, m, d] = text.replace(/[~?]/, '').split('-').map(Number);
    if (d) return Date.UTC(y, m - 1, d + end);
    return m ? Date.UTC(y, m - 1 + end, 1) : Date.UTC(y + end, 0, 1);
  };
  const [first, last = first] = edtf.split('/');
  return { edtf, from: part(first, 0), to: part(last, 1), open: edtf.includes('..'), approximate: edtf.includes('~') };
}

export class World {
  constructor({ incidents = 320, commitments = 0 } = {}) {
    this.started = Date.now();
    this.shift = 0;
    this.out = {};
    const gazetteer = PLACES.map(({ key, names, role, lat, lon }) => ({ key: `place ${key}`, kind: 'place', by: 'kurdistan/erbil', at: NOW - 30 * DAY, slots: { key: names.en, names, variants: key === 'erbil' ? ['Arbil', 'Hawler'] : [], place: { lat, lon, precision_m: 1000, name: names.en }, role }, release: [{ way: [NOW, NOW] }] }));
    this.records = [...gazetteer, ...FACTS, ...JOINT, ...year(incidents), ...COMMITMENTS, ...ROADMAPS, ...UNITS, ...FORCES, ...manyCommitments(commitments), ...NIGHT].map((record) => ({ ...structuredClone(record), id: idOf(record.key) }));
    this.positions = structuredClone([...POSITIONS, ...COMMITMENT_POSITIONS, ...ROADMAP_POSITIONS]);
    this.acks = [
      { of: idOf('evening'), party: 'iraq', officer: 'duty', what: 'acknowledged', at: NOW - 308 * 60_000 },
      { of: idOf('bridge-ask'), party: 'iraq', officer: 'duty', what: 'acknowledged', at: NOW - 50 * 60_000 },
      { of: idOf('lights'), party: 'iraq', officer: 'duty', what: 'acknowledged', at: NOW - 37 * 60_000 },
      { of: idOf('patrol'), party: 'kurdistan', what: 'acknowledged', at: NOW - 55 * 60_000 },
    ];
  }

  now() {
    return NOW + this.shift + Date.now() - this.started;
  }

  find(id) {
    return this.records.find((record) => record.id === id);
  }

  /** Release acts that reached `party`; null when it is the owner's own. */
  acts(record, party) {
    if (partyOf(record.by) === party) return null;
    return (record.release ?? []).filter((act) => (act.to ?? other(partyOf(record.by))) === party && act.way[1] !== null && act.way[1] !== undefined);
  }

  held(record, seat) {
    const acts = this.acts(record, seat.party);
    return acts === null || acts.length > 0 || record.shared || ['meeting', 'commitment', 'strength', 'estimate'].includes(record.kind);
  }

  item(record, seat) {
    const kind = KINDS[record.kind];
    const own = partyOf(record.by) === seat.party;
    const acts = this.acts(record, seat.party) ?? [];
    const open = (name) => own || acts.length === 0 || acts.some((act) => !act.slots || act.slots.includes(name));
    const slots = Object.entries(kind).map(([name, type], index) => ({ index: index + 6, name, type, open: open(name), value: open(name) ? (record.slots[name] ?? null) : undefined }));
    const title = TITLE[record.kind];
    const known = (id) => this.held(this.find(id), seat);
    const links = this.records.flatMap((one) => (one.links ?? []).flatMap((link) => {
      const pair = [one.id, idOf(link.to)];
      if (!pair.includes(record.id) || !pair.every(known)) return [];
      return [{ id: idOf(`link ${pair}`), relation: link.relation, other: pair.find((id) => id !== record.id) }];
    }));
    const corrected = this.records.filter((one) => one.corrects && hashed(one.corrects) === record.id && this.held(one, seat)).map((one) => ({
      id: one.id, at: one.at, reason: one.slots.reason, slots: Object.keys(one.slots).filter((name) => !['target_kind', 'reason'].includes(name)),
      changes: Object.entries(one.slots).filter(([name]) => !['target_kind', 'reason'].includes(name)).map(([name, value]) => ({ name, value })),
    }));
    const refs = [record.part_of && { rel: 'part-of', id: idOf(record.part_of) }, record.supersedes && { rel: 'supersedes', id: hashed(record.supersedes) }, record.corrects && { rel: 'corrects', id: hashed(record.corrects) }, record.about && { rel: 'about', id: hashed(record.about) }, ...(record.refs ?? [])].filter(Boolean);
    const content = Object.keys(kind);
    return {
      id: record.id, author: own ? (record.author ?? 'duty') : null, matter: record.matter ? hashed(record.matter) : record.id, kind: record.kind, party: partyOf(record.by), node: record.by.split('/')[1], own,
      at: record.at, received: own ? null : (acts[0]?.way[1] ?? record.at), title: title && open(title) ? (record.slots[title]?.en ?? record.slots[title] ?? null) : null,
      provenance: record.report ? `report ${record.report}` : 'synthetic', synthetic: !record.report,
      label: { level: record.caveats ? 'confidential' : 'restricted', caveats: record.caveats ?? [], onward: 'originator' }, slots,
      span: WHEN[record.kind] && open(WHEN[record.kind]) ? extent(record.slots[WHEN[record.kind]]) : null,
      state: record.superseded_by ? 'superseded' : (this.stateOf(record) ?? (links.length ? 'linked' : (record.slots.state ?? 'logged'))), refs,
      short: short(record.id), superseded_by: record.superseded_by ? hashed(record.superseded_by) : null, ...jointParts(this, record, extent), repudiated: null, withdrawn: record.withdrawn ?? null, corrected, links,
      acknowledgements: this.acks.filter((ack) => ack.of === record.id).map((ack) => ({ party: ack.party, what: ack.what, at: ack.at, officer: ack.party === seat.party ? (ack.officer ?? null) : null, id: idOf(JSON.stringify(ack)) })),
      releases: own ? (record.release ?? []).map((act) => ({ to: act.to ?? other(seat.party), slots: act.slots ?? content, whole: !act.slots, crossed: (act.slots ?? content).length, of: content.length, queued: act.way[0], delivered: act.way[1] ?? null, opened: act.way[2] ?? null, acknowledged: act.way[3] ?? null })) : [],
    };
  }

  extent(edtf) {
    return extent(edtf);
  }

  /** The word of the kinds that a watch moves. */
  stateOf(record) {
    const told = (party) => this.acks.some((ack) => ack.of === record.id && ack.what === 'acknowledged' && ack.party === party);
    if (record.kind === 'desk-message') return told(record.slots.to) ? 'acknowledged' : 'sent';
    if (record.kind === 'sitrep') return told(partyOf(record.by)) ? 'approved' : 'draft';
    if (record.kind === 'handover') return told(partyOf(record.by)) ? 'taken' : 'signed';
    return null;
  }

  /** As a node counts: urgent messages 10 minutes, the rest 60, sent within 72 hours. */
  due(seat) {
    const since = this.now() - 3 * DAY;
    const asked = this.records.filter((record) => ['desk-message', 'incident'].includes(record.kind) && record.at > since && this.held(record, seat));
    return { items: asked.flatMap((record) => {
      const ours = partyOf(record.by) !== seat.party;
      const party = ours ? partyOf(record.by) : other(seat.party);
      const owes = ours ? seat.party : party;
      const first = (record.release ?? [])[0]?.way[ours ? 1 : 0];
      if (!first || this.acks.some((ack) => ack.of === record.id && ack.what === 'acknowledged' && ack.party === owes)) return [];
      const patience = record.slots.urgent ? 10 : 60;
      return [{ id: record.id, kind: record.kind, title: record.slots[TITLE[record.kind]] ?? null, party, since: first, due: first + patience * 60_000, urgent: record.slots.urgent ?? false, whose: ours ? 'ours' : 'theirs' }];
    }) };
  }

  items(seat, wanted) {
    return this.records.filter((record) => wanted(record) && this.held(record, seat)).sort((a, b) => a.at - b.at).map((record) => this.item(record, seat));
  }

  desk(seat, { centre, to, limit = 200 }) {
    const all = this.items(seat, (record) => ['log-entry', 'incident', 'desk-message', 'handover', 'disclosure', 'sitrep'].includes(record.kind) && record.slots.centre === centre && (!to || record.at < to));
    return { items: all.slice(-limit), total: all.length };
  }

  map(seat) {
    return { lines: LINES.map((line, index) => ({ ...line, record: idOf(`line${index}`) })), places: PLACES, incidents: this.items(seat, (record) => record.kind === 'incident').filter((item) => item.slots.some((slot) => slot.type === 'Place' && slot.value)).slice(-500) };
  }

  timeline(seat) {
    return { items: this.items(seat, (record) => !record.many && ['meeting', 'commitment', 'strength', 'estimate', 'source-item'].includes(record.kind)) };
  }

  preview(id, to, limits = null) {
    const record = this.find(id);
    const acts = (record.release ?? []).filter((act) => (act.to ?? other(partyOf(record.by))) === to);
    const crossed = new Set(acts.flatMap((act) => act.slots ?? Object.keys(KINDS[record.kind])));
    const level = record.caveats ? 'confidential' : 'restricted';
    const barred = (by, id, args, text) => ({ by, id, args, text });
    const beyond = limits && !limits.to.includes(to) ? barred('limits', 'party', { party: to }, `${to} is not among the parties that may be told`) : null;
    const reason = (name, value) => {
      if (record.caveats?.includes('OWN POSITIONS') && name === 'source') return barred('label', 'caveat', { caveat: 'OWN POSITIONS' }, 'the recipient does not hold the caveat OWN POSITIONS');
      if (beyond || !limits) return beyond;
      if (limits.never.includes(name)) return barred('limits', 'never', { slot: name }, `"${name}" may not go`);
      const finest = limits.finest_m ?? 0;
      return value?.precision_m < finest ? barred('limits', 'exact', { precision: String(value.precision_m), finest: String(finest) }, `"${name}" is too exact`) : null;
    };
    return {
      to, clearance: level, refusal: beyond,
      slots: Object.keys(KINDS[record.kind]).map((name, index) => {
        const value = record.slots[name];
        const why = reason(name, value);
        return { index: index + 6, name, display: value === null || value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value), crossed: crossed.has(name), permitted: why === null, reason: why, value: value ?? null };
      }),
    };
  }

  release(id, to, slots, show = false) {
    const record = this.find(id);
    const centre = record.slots.centre ?? 'makhmour';
    const at = this.now();
    const cut = this.out[centre];
    const act = { to, slots: slots?.length ? slots : undefined, way: [at, cut ? null : at + 300, null, null] };
    if (!show) record.release = [...(record.release ?? []), act];
    return { to, slots: slots ?? [], whole: !slots, crossed: slots?.length ?? 4, of: Object.keys(KINDS[record.kind]).length, queued: at, delivered: act.way[1], opened: null, acknowledged: null };
  }

  /** As a node refuses it: a correction names slots of what it corrects, and says of itself only why. */
  unknownSlot({ kind, refs = [], slots = {} }) {
    const target = this.find(refs.find((ref) => ref.rel === 'corrects')?.id ?? '');
    const known = kind === 'correction' && target ? { reason: 'Text', ...KINDS[target.kind] } : (KINDS[kind] ?? { reason: 'Text' });
    return Object.keys(slots).find((name) => name !== 'provenance' && !(name in known));
  }

  add(seat, draft) {
    const target = draft.refs?.find((ref) => ref.rel === 'acknowledges');
    const at = draft.at ?? this.now();
    if (draft.kind === 'acknowledgement' && target) {
      this.acks.push({ of: target.id, party: seat.party, officer: 'duty', what: draft.slots.what, at });
      const act = this.find(target.id)?.release?.at(-1);
      if (act) act.way = [act.way[0], act.way[1], act.way[2] ?? at, at];
      return { id: idOf(`ack${at}`), releases: [] };
    }
    const taken = draft.refs?.find((ref) => ref.rel === 'withdraws');
    if (taken) {
      this.find(taken.id).withdrawn = { id: idOf(`withdrawal${at}`), at, reason: draft.slots.reason };
      return { id: idOf(`withdrawal${at}`), releases: [] };
    }
    if (draft.kind === 'link') {
      const [one, two] = draft.refs.map((ref) => this.find(ref.id));
      one.links = [...(one.links ?? []), { to: two.key, relation: draft.slots.relation }];
      return { id: idOf(`link${at}`), releases: [] };
    }
    const key = `new${at}${this.records.length}`;
    const corrects = draft.refs?.find((ref) => ref.rel === 'corrects');
    const release = [...(draft.release ?? []), ...(draft.kind === 'desk-message' ? [{ to: draft.slots.to }] : [])];
    const before = this.find(draft.refs?.find((ref) => ref.rel === 'supersedes')?.id ?? '');
    // a joint act is superseded by one in force, whatever was recorded
    if (before && !isJoint(before)) before.superseded_by = idOf(key);
    const record = { key, id: idOf(key), kind: draft.kind, by: `${seat.party}/${seat.node}`, at, about: draft.refs?.find((ref) => ref.rel === 'about')?.id, supersedes: draft.refs?.find((ref) => ref.rel === 'supersedes')?.id, refs: draft.refs?.filter((ref) => ['cites', 'part-of'].includes(ref.rel)),
      slots: corrects ? { target_kind: this.find(corrects.id).kind, ...draft.slots } : draft.slots, caveats: draft.label?.caveats?.length ? draft.label.caveats : undefined, ...(draft.matter ? { matter: draft.matter } : {}), author: draft.author ?? 'duty', ...(corrects ? { corrects: corrects.id, matter: corrects.id } : {}), release: release.map((one) => ({ ...one, way: [at, at + 300, null, null] })) };
    this.records.push(record);
    return { id: record.id, releases: [] };
  }

  links(seat) {
    const now = this.now();
    const link = (party, node, more = {}) => ({ party, node, names: NODES.find((one) => one.party === party && one.node === node).names, state: 'up', since: now - 3 * DAY, lag_ms: 400, last_receipt: now - 40_000, unreceipted: 0, unreceipted_since: null, own: party === seat.party, gaps: [], drift_ms: 300, fingerprint: ['granite', 'harvest', 'lantern', 'meadow', 'orchard', 'pilgrim', 'silver', 'window'], ...more });
    if (['baghdad', 'erbil'].includes(seat.node) && seat.party !== 'coalition') {
      const hq = seat.node === 'baghdad' ? ['kurdistan', 'erbil'] : ['iraq', 'baghdad'];
      return { links: [link(...hq, { lag_ms: 300 }), link('usa', 'washington', { lag_ms: 900 }), link('coalition', 'erbil', { lag_ms: 600 }), ...CENTRES.map(({ key }) => link(seat.party, key, { lag_ms: 200 }))] };
    }
    if (seat.party === 'coalition') return { links: [link('iraq', 'baghdad'), link('kurdistan', 'erbil')] };
    const peer = other(seat.party);
    const since = this.out[seat.node];
    const gaps = seat.node === 'makhmour' ? [{ from: NOW - 34 * 60_000, to: NOW - 20 * 60_000 }] : [];
    if (since) gaps.push({ from: since, to: null });
    const lost = seat.node === 'khanaqin' && !this.carried ? { state: 'down', since: now - 21 * DAY, lag_ms: null, last_receipt: now - 21 * DAY, gaps: [{ from: now - 21 * DAY, to: null }], unreceipted: 41 } : {};
    const pulled = since ? { state: 'down', since, lag_ms: null, unreceipted: 1, last_receipt: since } : {};
    return { links: [link(peer, seat.node, { gaps, unreceipted: seat.node === 'makhmour' ? 1 : 0, unreceipted_since: seat.node === 'makhmour' ? now - 90_000 : null, drift_ms: 41_000, ...lost, ...pulled }), link(seat.party, seat.party === 'iraq' ? 'baghdad' : 'erbil', { lag_ms: 200 }), link('coalition', 'erbil', { lag_ms: 600, drift_ms: -2600, gaps: [{ from: now - 5 * DAY, to: now - 4.6 * DAY }, { from: now - 2 * DAY, to: now - 1.9 * DAY }, { from: now - DAY, to: now - 0.97 * DAY }], ...(this.paused?.has('coalition/erbil') ? { state: 'paused', since: now } : {}) })] };
  }

  plug(centre, out) {
    const since = this.out[centre];
    if (out) this.out[centre] = this.now();
    else delete this.out[centre];
    if (!out && since) {
      for (const record of this.records) for (const act of record.release ?? []) if (act.way[1] === null) act.way[1] = this.now();
    }
  }

  stick(centre) {
    this.shift += 21 * DAY;
    if (centre === 'khanaqin') this.carried = true;
    const now = this.now();
    for (let index = 0; index < 60; index += 1) {
      const when = now - 21 * DAY + index * 8 * 3_600_000;
      this.records.push({ key: `stick${index}`, id: idOf(`stick${when}${centre}`), kind: 'log-entry', by: `${index % 2 ? 'iraq' : 'kurdistan'}/${centre}`, at: when, slots: { centre, text: `Post ${1 + (index % 6)} reports quiet, relief on time`, told: ['ops'], done: true }, release: index % 5 ? [{ way: [when, now - 30_000, null, null] }] : [] });
    }
    return { days: 21, records: 60, a_bytes: 41_812, b_bytes: 40_227, same_state: true, state_hash: idOf(`state${now}`), seconds: 1.4 };
  }

  info(base) {
    return {
      now: this.now(), title: 'Kurdistan Coordination Line',
      centres: CENTRES.map(({ key }) => ({ key, a: { party: 'iraq', node: key }, b: { party: 'kurdistan', node: key } })),
      nodes: NODES.map(({ party, node }) => ({ party, node, url: base, login: `${base}/login#token=${idOf(party + node)}` })),
      rows: [{ row: 'S1', claim: 'Four joint coordination rooms; a node cut off for 21 days reconciles by bundle, nothing lost', works: true, how: 'seamline demo --row S1' }, { row: 'S2', claim: 'A released item arrives with a receipt; a withheld one leaves no trace', works: true, how: 'seamline demo --row S2' }, { row: 'S5', claim: 'Two joint brigades', works: false, how: '' }],
      plug: Object.fromEntries(CENTRES.map(({ key }) => [key, Boolean(this.out[key])])),
    };
  }

  node(seat) {
    const names = NODES.find((one) => one.party === seat.party && one.node === seat.node)?.names ?? { en: seat.node };
    return { ...seat, names, now: this.now(), exercise: true, version: '0.1.0', state_hash: idOf('state'), records: this.records.length, parties: Object.entries(PARTIES).map(([id, one]) => ({ id, names: one, version: 1, fingerprint: idOf(id).replaceAll(/[a-f]/g, '7').slice(0, 32).replaceAll(/(.{4})(?=.)/g, '$1 '), own: id === seat.party })) };
  }

  centres() {
    return { centres: CENTRES.map((centre) => ({ ...centre, members: ['iraq', 'kurdistan'], facilitators: ['coalition'], record: idOf(centre.key) })) };
  }

  search(seat, { q, kind, kinds, centre, party, before, limit = 50 }) {
    const wanted = kinds?.split(',') ?? (kind ? [kind] : null);
    const fold = (text) => text.normalize('NFKD').replace(/[\u0300-\u036f]/g, '').toLowerCase();
    const found = this.items(seat, (record) => (!wanted || wanted.includes(record.kind)) && (!centre || record.slots.centre === centre) && (!party || partyOf(record.by) === party) && (!before || record.at < before) && fold(JSON.stringify(record.slots)).includes(fold(q ?? '')));
    return { items: found.reverse().slice(0, limit), total: found.length };
  }
}
