// Joint acts and meetings of the stand-in: where parties stand, the officer's key, agendas, calendars.
import { createHash } from 'node:crypto';
import { JOINT_KINDS, TITLE } from './kinds.mjs';

const idOf = (key) => createHash('sha256').update(key).digest('hex');
const hashed = (key) => (/^[0-9a-f]{64}$/.test(key) ? key : idOf(key));
export const isJoint = (record) => JOINT_KINDS.includes(record.kind);
const TEXTS = ['minutes', 'decision', 'joint-statement'];
export const short = (id) => `${id.slice(0, 4)} ${id.slice(4, 8)} ${id.slice(8, 12)}`;

const positionsOn = (world, record) => world.positions.filter((one) => hashed(one.of) === record.id).sort((a, b) => a.at - b.at);

function standing(world, record, extent) {
  const { required, facilitator, lapses, clauses } = record.slots;
  const all = positionsOn(world, record);
  const counts = (one) => one.fault === null;
  const concurred = all.filter((one) => counts(one) && one.answer === 'concurred');
  const pending = required.filter((party) => !concurred.some((one) => one.party === party));
  const since = pending.length === 0 ? Math.max(...concurred.map((one) => one.at)) : null;
  return {
    joint: { required, facilitator, languages: Object.keys(clauses?.[0]?.texts ?? record.slots.duties?.[0]?.task ?? record.slots.names), lapses: extent(lapses), pending, in_force_since: since },
    positions: all.map((one) => ({ id: idOf(JSON.stringify(one)), party: one.party, answer: one.answer, officer: one.officer, at: one.at, reason: one.reason, clauses: one.clauses, dissent: one.dissent, counts: counts(one), fault: one.fault })),
    objected: all.some((one) => counts(one) && one.answer === 'not-concurred' && pending.includes(one.party)),
  };
}

/** What an item gains where it is a joint act: its terms, the positions, its state and what took its place. */
export function jointParts(world, record, extent) {
  if (record.kind === 'meeting') return { joint: null, positions: [], state: stateOf(world, record) };
  if (!isJoint(record)) return { joint: null, positions: [] };
  const { joint, positions, objected } = standing(world, record, extent);
  const successor = world.records.find((one) => one.supersedes && hashed(one.supersedes) === record.id && isJoint(one) && standing(world, one, extent).joint.pending.length === 0);
  const late = joint.lapses !== null && world.now() > joint.lapses.to && joint.pending.length > 0;
  return { joint, positions, superseded_by: successor?.id ?? null, state: successor ? 'superseded' : joint.pending.length === 0 ? 'in-force' : late ? 'lapsed' : objected ? 'objected' : 'proposed' };
}

const settles = (world, item, upto) => world.records.some((one) => one.kind === 'meeting-note' && hashed(one.about) === item.id && ['decided', 'closed'].includes(one.slots.what) && upto(one));
const momentOf = (meeting) => Date.parse((meeting.slots.when ?? '').split('/')[0]) || meeting.at;
const inSeries = (world, seat, meeting) => world.records.filter((one) => one.kind === 'meeting' && world.held(one, seat) && one.slots.series && one.slots.series === meeting.slots.series).sort((a, b) => momentOf(a) - momentOf(b));
const stateOf = (world, meeting) => (momentOf(meeting) <= world.now() ? 'held' : 'called');

function agendaOf(world, seat, meeting) {
  const line = meeting.slots.series ? inSeries(world, seat, meeting) : [meeting];
  const place = line.indexOf(meeting);
  const matters = (meetings) => new Set(meetings.map((one) => one.id));
  const upto = matters(line.slice(0, place + 1));
  const before = matters(line.slice(0, place));
  const within = (set) => (note) => set.has(hashed(note.matter));
  const point = (of) => (item) => ({
    item: world.item(item, seat), notes: world.records.filter((one) => one.kind === 'meeting-note' && hashed(one.about) === item.id && within(upto)(one)).sort((a, b) => a.at - b.at).map((one) => world.item(one, seat)),
    open: !settles(world, item, within(upto)), meeting: of.id, meeting_title: of.slots.title, since: momentOf(of),
  });
  const itemsOf = (of) => world.records.filter((one) => one.kind === 'agenda-item' && hashed(one.matter) === of.id && world.held(one, seat)).sort((a, b) => a.slots.number.localeCompare(b.slots.number, 'en', { numeric: true }));
  return {
    previous: line[place - 1]?.id ?? null, next: line[place + 1]?.id ?? null,
    carried: line.slice(0, place).flatMap((of) => itemsOf(of).filter((item) => !settles(world, item, within(before))).map(point(of))),
    agenda: itemsOf(meeting).map(point(meeting)),
  };
}

export class Secretariat {
  constructor(world) {
    this.world = world;
    this.passphrase = 'granite harvest lantern';
    this.key = { held: true, officer: 'duty', binds: ['minutes', 'decision', 'joint-statement', 'charter', 'agreement', 'roadmap', 'assessment'], name: 'Huda Kareem, Joint Operations Command' };
    this.calendar = null;
    this.heard = new Map();
  }

  #position(record, given, seat, refuse) {
    const { joint } = standing(this.world, record, this.world.extent);
    const own = seat.party;
    const newer = this.world.records.find((one) => one.supersedes && hashed(one.supersedes) === record.id);
    if (joint.facilitator === own) return refuse(403, 'position-facilitator');
    if (!joint.required.includes(own)) return refuse(403, 'position-not-required');
    if (positionsOn(this.world, record).some((one) => one.party === own && one.answer === 'concurred' && one.fault === null)) return refuse(409, 'position-already');
    if (newer) return refuse(409, 'position-outdated', null, { newer: newer.id });
    if (joint.lapses && this.world.now() > joint.lapses.to) return refuse(409, 'position-lapsed');
    const numbers = (record.slots.clauses ?? []).map((one) => one.number);
    const strange = given.clauses.find((one) => !numbers.includes(one));
    if (strange) return refuse(422, 'no-such-clause', 'clauses', { number: strange });
    if (given.answer === 'not-concurred') {
      if (!given.reason?.trim()) return refuse(422, 'position-reason-needed', 'reason');
    } else {
      if (!this.key.held) return refuse(409, 'position-key-missing');
      if (!this.key.binds.includes(record.kind)) return refuse(403, 'position-not-binding', null, { kind: record.kind });
      if (given.passphrase !== this.passphrase) return refuse(403, 'position-key-locked', 'passphrase');
    }
    this.world.positions.push({ of: record.id, party: own, answer: given.answer, at: this.world.now(), officer: given.answer === 'concurred' ? this.key.name : null, reason: given.reason, clauses: given.clauses, dissent: given.dissent, fault: null });
    return null;
  }

  /** [status, body], or null where the address is another's. A body of octets comes back as { octets, type }. */
  async answer(method, path, given, seat, fault) {
    const { world } = this;
    const refuse = (status, code, field = null, args = {}) => [status, fault('you', code, 'Nothing was changed.', 'Try again.', code, field, args)];
    const of = (pattern) => {
      const found = pattern.exec(path);
      return found ? (world.find(found[1]) ?? null) : undefined;
    };
    const answered = of(/^\/records\/(\w{64})\/position$/);
    if (answered !== undefined && method === 'POST') {
      const body = await given();
      if (answered === null || !isJoint(answered)) return refuse(404, 'record-unknown');
      if (!this.heard.has(body.key)) {
        const refused = this.#position(answered, body, seat, refuse);
        if (refused) return refused;
        this.heard.set(body.key, true);
      }
      return [200, world.item(answered, seat)];
    }
    const proved = of(/^\/records\/(\w{64})\/joint$/);
    if (proved) return [200, { octets: `joint ${proved.id}`, type: 'application/octet-stream' }];
    const met = of(/^\/meetings\/(\w{64})$/);
    if (met === null) return refuse(404, 'record-unknown');
    if (met) {
      const inMatter = (kinds) => world.items(seat, (one) => kinds.includes(one.kind) && one.matter && hashed(one.matter) === met.id);
      const noted = new Set(world.records.filter((one) => one.kind === 'meeting-note' && hashed(one.matter) === met.id).map((one) => one.id));
      const promises = world.records.filter((one) => one.kind === 'commitment' && (one.refs ?? []).some((ref) => ref.rel === 'cites' && noted.has(hashed(ref.id))));
      return [200, { meeting: world.item(met, seat), ...agendaOf(world, seat, met), texts: inMatter(TEXTS), commitments: promises.map((one) => one.id) }];
    }
    const called = of(/^\/meetings\/(\w{64})\/ics$/);
    if (called) return [200, { octets: `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:${called.id}\r\nSUMMARY:${called.slots.title}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`, type: 'text/calendar' }];
    const named = /^\/short\/(.+)$/.exec(path);
    if (named) {
      const wanted = decodeURIComponent(named[1]).replaceAll(/\s/g, '').toLowerCase();
      const found = world.records.find((one) => wanted.length >= 8 && one.id.startsWith(wanted) && world.held(one, seat));
      return found ? [200, { id: found.id, kind: found.kind, title: found.slots.names?.en ?? found.slots[TITLE[found.kind]] ?? '' }] : refuse(404, 'record-unknown');
    }
    if (path === '/officer-key' && method === 'PUT') {
      const { file, passphrase } = await given();
      if (!file.startsWith('seamline officer key')) return refuse(422, 'officer-key-form');
      if (!passphrase) return refuse(422, 'position-key-locked', 'passphrase');
      this.key = { ...this.key, held: true };
      return [204, null];
    }
    if (path === '/calendar' && method === 'POST') {
      this.calendar = `/api/calendar/${idOf(`calendar ${Date.now()}`).slice(0, 32)}.ics`;
      return [200, { path: this.calendar }];
    }
    if (path === '/calendar' && method === 'DELETE') {
      this.calendar = null;
      return [204, null];
    }
    if (path === '/officer-key') return [200, this.key];
    if (path === '/meetings') return [200, { series: this.#series(seat) }];
    return null;
  }

  #series(seat) {
    const { world } = this;
    const all = world.records.filter((one) => one.kind === 'meeting' && world.held(one, seat));
    const row = (one) => {
      const { carried, agenda } = agendaOf(world, seat, one);
      return { id: one.id, title: one.slots.title, from: world.extent(one.slots.when)?.from ?? null, edtf: one.slots.when, state: stateOf(world, one), open: [...carried, ...agenda].filter((point) => point.open).length };
    };
    const keys = [...new Set(all.map((one) => one.slots.series ?? ''))];
    const newest = (meetings) => Math.max(...meetings.map((one) => one.from ?? 0));
    return keys.map((key) => ({ key, meetings: all.filter((one) => (one.slots.series ?? '') === key).map(row).sort((a, b) => (b.from ?? 0) - (a.from ?? 0)) }))
      .sort((a, b) => Number(a.key === '') - Number(b.key === '') || newest(b.meetings) - newest(a.meetings));
  }
}
