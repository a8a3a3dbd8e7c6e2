// Officers, policy, proposals, roster and audit of the stand-in: enough of each for the pages to act on.
import { createHash } from 'node:crypto';

const MAY = {
  'duty-officer': ['read', 'record', 'audit'], 'releasing-officer': ['read', 'record', 'release', 'audit'], 'liaison-officer': ['read', 'record', 'release', 'audit'],
  chief: ['read', 'record', 'release', 'audit'], secretary: ['read', 'record'], analyst: ['read', 'record'], assessor: ['read', 'record'], 'public-affairs': ['read'],
  auditor: ['read', 'audit'], administrator: ['read', 'administer', 'audit'],
};
const LEVELS = ['open', 'restricted', 'confidential', 'secret'];
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const idOf = (text) => createHash('sha256').update(text).digest('hex').slice(0, 32);

export class Authority {
  constructor(world) {
    this.world = world;
    this.policy = { second_from: null };
    const now = world.now();
    this.officers = [
      { name: 'duty', roles: ['duty-officer', 'releasing-officer', 'administrator'], has_password: true, disabled: false, limits: null },
      { name: 'Azad', roles: ['chief'], has_password: true, disabled: false, limits: null },
      { name: 'Dilan', roles: ['liaison-officer'], has_password: false, disabled: false, limits: { to: ['kurdistan'], level: 'restricted', never: ['source', 'grading'], finest_m: 1000 } },
      { name: 'Sara', roles: ['duty-officer'], has_password: true, disabled: false, limits: null },
      { name: 'Omar', roles: ['auditor'], has_password: true, disabled: true, limits: null },
    ];
    this.proposals = [];
    this.proposed = 0;
    const shift = now - (now % DAY) - 5 * HOUR;
    this.roster = [
      { officer: 'duty', role: 'duty-officer', from: shift, to: shift + 8 * HOUR, note: '' },
      { officer: 'Dilan', role: 'liaison-officer', from: shift, to: shift + 12 * HOUR, note: 'at the other desk from 02:00' },
      { officer: 'Sara', role: 'duty-officer', from: shift + 8 * HOUR, to: shift + 16 * HOUR, note: '' },
    ].map((duty, index) => ({ id: idOf(`duty${index}`), ...duty }));
    const acts = ['logged-in', 'recorded', 'released', 'proposed', 'approved', 'shown', 'refused', 'login-refused', 'bundle-exported', 'bundle-imported', 'evidence-taken', 'link-changed', 'officer-changed', 'policy-changed', 'roster-changed'];
    const detail = { recorded: { kind: 'incident' }, released: { to: 'kurdistan', slots: 'summary, place', purpose: 'warning of danger to life' }, proposed: { to: 'kurdistan', slots: 'source', by: 'Dilan' }, approved: { to: 'kurdistan', slots: 'source', by: 'Dilan' }, refused: { to: 'kurdistan', reason: 'names the post' }, 'login-refused': { why: 'password' }, 'bundle-exported': { to: 'kurdistan', bytes: '48213' }, 'bundle-imported': { from: 'kurdistan/khanaqin', entries: '41', records: '38' }, 'officer-changed': { officer: 'Omar', roles: 'auditor', disabled: 'true' }, 'policy-changed': { second_from: 'secret' }, 'roster-changed': { officer: 'Sara', duty: 'on', role: 'duty-officer', begins: String(shift), ends: String(shift + 8 * HOUR) }, 'link-changed': { node: 'coalition/erbil', paused: 'true' } };
    const records = world.records.filter((record) => record.kind === 'incident').slice(-40);
    this.rows = Array.from({ length: 260 }, (_, index) => {
      const act = acts[(index * 7) % acts.length];
      const about = ['recorded', 'released', 'shown', 'proposed', 'approved', 'refused', 'evidence-taken'].includes(act) ? records[index % records.length].id : null;
      return { seq: 260 - index, at: now - index * 31 * 60_000, officer: this.officers[index % 4].name, act, subject: about, detail: detail[act] ?? {} };
    });
  }

  /** A proposal by another officer, as it would wait at three in the morning. */
  wait(record, slots, purpose = 'answer to their request') {
    return this.#keep({ record, to: 'kurdistan', slots, purpose }, 'Dilan');
  }

  #keep({ record, to, slots, purpose, mode = 'copy' }, by) {
    const found = this.world.find(record);
    const proposal = { id: idOf(`proposal${(this.proposed += 1)}`), record, kind: found.kind, title: found.slots.summary ?? found.slots.text ?? null, to, slots, purpose, mode, by, at: this.world.now() - 4 * 60_000, state: 'waiting', decided_by: null, decided_at: null, reason: null };
    this.proposals.unshift(proposal);
    return proposal;
  }

  needsTwo(level) {
    return this.policy.second_from !== null && LEVELS.indexOf(level) >= LEVELS.indexOf(this.policy.second_from);
  }

  /** [status, body], or null where the address is another's. `given`: reads the body. */
  async answer(method, path, query, given, me, fault) {
    const refuse = (status, code, what, field = null, args = {}) => [status, fault('you', what, 'Nothing was changed.', 'Try again.', code, field, args)];
    const decided = /^\/proposals\/(\w+)\/(approve|refuse)$/.exec(path);
    if (decided) {
      const proposal = this.proposals.find((one) => one.id === decided[1]);
      if (!proposal) return refuse(404, 'proposal-unknown', 'There is no such proposal.');
      if (proposal.state !== 'waiting') return refuse(409, 'proposal-decided', 'Decided already.');
      if (decided[2] === 'approve') {
        if (proposal.by === me.officer) return refuse(409, 'same-officer', 'Another officer decides.');
        if (proposal.mode === 'copy') this.world.release(proposal.record, proposal.to, proposal.slots);
      }
      const { reason = null } = await given();
      Object.assign(proposal, { state: decided[2] === 'approve' ? 'approved' : 'refused', decided_by: me.officer, decided_at: this.world.now(), reason });
      return [200, proposal];
    }
    if (path.startsWith('/roster/') && method === 'DELETE') {
      this.roster = this.roster.filter((one) => `/roster/${one.id}` !== path);
      return [204, null];
    }
    const link = /^\/links\/([\w-]+\/[\w-]+)$/.exec(path);
    if (link && method === 'POST') {
      const paused = (this.world.paused ??= new Set());
      if ((await given()).paused) paused.add(link[1]);
      else paused.delete(link[1]);
      return [204, null];
    }
    const posts = {
      '/officers': async () => {
        const { password, ...officer } = await given();
        if (!/^[\p{L}][\p{L} .-]{0,40}$/u.test(officer.name)) return refuse(422, 'officer-name', 'Not a name.', 'name');
        if (password && password.length < 8) return refuse(422, 'password-form', 'Too short.', 'password');
        const known = this.officers.find((one) => one.name === officer.name);
        const kept = { disabled: false, limits: null, ...officer, has_password: Boolean(password) || (known?.has_password ?? false) };
        this.officers = [...this.officers.filter((one) => one !== known), kept];
        return [200, { login_token: kept.has_password || kept.disabled ? null : idOf(`token${officer.name}`) }];
      },
      '/login-tokens': async () => [200, { token: idOf(`token${(await given()).officer}${Date.now()}`) }],
      '/policy': async () => ((this.policy = await given()), [204, null]),
      '/proposals': async () => [200, this.#keep(await given(), me.officer)],
      '/roster': async () => {
        const duty = await given();
        if (duty.to <= duty.from) return refuse(422, 'roster-form', 'Ends before it begins.', 'to');
        this.roster.push({ id: idOf(JSON.stringify(duty)), ...duty });
        return [200, this.roster.at(-1)];
      },
    };
    const gets = {
      '/officers': () => ({ officers: this.officers }),
      '/roles': () => ({ roles: Object.entries(MAY).map(([role, may]) => ({ role, may })) }),
      '/policy': () => this.policy,
      '/proposals': () => ({ proposals: this.proposals }),
      '/roster': () => ({ entries: this.roster }),
      '/audit': () => {
        const before = query.has('before') ? Number(query.get('before')) : Infinity;
        const rows = this.rows.filter((row) => row.seq < before && (!query.get('officer') || row.officer === query.get('officer')));
        const shown = rows.slice(0, Number(query.get('limit') ?? 100));
        return { rows: shown.map(({ seq: _, ...row }) => row), next: shown.length < rows.length ? shown.at(-1).seq : null };
      },
      '/audit/export': () => ({ rows: this.rows.slice(0, 20), evidence: [] }),
    };
    if (method === 'POST' && posts[path]) return posts[path]();
    return method === 'GET' && gets[path] ? [200, gets[path]()] : null;
  }
}
