// One node's own page: who is logged in, which centre is open, and what its officers may do.
import type { Fault, Item, Me } from '../api';
import { ApiError, nodeApi } from '../api';
import { named } from '../i18n/index.svelte';
import { Clock } from './clock.svelte';
import { markOf, nodeNames, shortName } from './party';
import type { Desk } from './desk';
import { flushDrafts } from './drafts';
import { DueClock } from './due.svelte';
import { JointList } from './joint-list.svelte';
import { Overdue } from './overdue.svelte';
import { NodeView } from './node-view.svelte';
import { ProposalList } from './proposals.svelte';
import { router } from './route.svelte';
import { pairs, sheetRows } from './rows';

const NEWEST = 30;

export class NodeState {
  readonly clock = new Clock();
  readonly view = new NodeView(nodeApi('', () => (this.expired = this.me !== null)), { party: '', node: '' });
  readonly proposals = new ProposalList(this.view.api);
  readonly joint = new JointList(this.view.api);
  readonly overdue = new Overdue(this.view.api);
  readonly due = new DueClock(this.view.api, () => this.clock.now);
  me = $state.raw<Me | null>(null);
  handovers = $state.raw<readonly Item[]>([]);
  /** situation reports of this centre, any party's, newest first */
  sitreps = $state.raw<readonly Item[]>([]);
  /** the session ended under the page: what is typed stays, a log-in is laid over it */
  expired = $state(false);
  /** the record laid over the page, whatever page it is */
  opened = $state.raw<Item | null>(null);
  /** false until the first answer, so that no form flashes by */
  asked = $state(false);
  fault = $state.raw<Fault | null>(null);
  key = $state('');

  readonly may = $derived((act: string) => this.me?.may.includes(act) ?? false);
  readonly node = $derived(this.view.node);
  readonly own = $derived(this.node?.party ?? '');
  readonly centre = $derived(this.view.centres.find((one) => one.key === this.key) ?? null);
  /** Members in the order the centre names them: the first wears the square, the second the circle. */
  readonly sides = $derived({ a: this.centre?.members[0] ?? this.own, b: this.centre?.members[1] ?? '' });
  readonly desk = $derived.by((): Desk | null => {
    const node = this.node;
    if (node === null) return null;
    const partyNames = node.parties.find((one) => one.id === node.party)?.names ?? { en: node.party };
    return {
      seat: { party: node.party, node: node.node },
      mark: node.party === this.sides.a ? 'a' : node.party === this.sides.b ? 'b' : 'c',
      names: nodeNames(partyNames, node.node, this.view.centres.find((one) => one.key === node.node)?.names ?? null, this.view.map?.places.find((one) => one.key === node.node)?.names ?? null),
      partyNames,
      corrections: this.view.corrections,
    };
  });
  readonly peerLink = $derived(
    this.view.links.find((link) => !link.own && link.node === this.node?.node) ?? this.view.links.find((link) => !link.own) ?? null,
  );
  /** parties besides our own, those of the centre first: to whom a release may go */
  readonly others = $derived(
    (this.node?.parties ?? []).filter((one) => !one.own).map((one) => ({ id: one.id, name: shortName(named(one.names).text), mark: markOf(one.id, this.sides) })).sort((a, b) => Number(a.mark === 'c') - Number(b.mark === 'c')),
  );
  readonly pairs = $derived(pairs(this.view.items, [], this.sides));
  /** reports that wait for this officer's word */
  readonly drafts = $derived(this.may('record') ? this.sitreps.filter((one) => one.own && one.state === 'draft' && one.author !== this.me?.officer) : []);
  readonly rows = $derived(sheetRows(this.pairs, this.peerLink?.gaps ?? [], Number.isFinite(this.view.since) ? this.view.since : -Infinity));

  /** of the questions by kind: how many were asked, and the newest that was answered */
  #asked = 0;
  readonly #answered = new Map<string, number>();

  constructor() {
    this.view.onclock = (now) => this.clock.set(now);
    // The stream does not say why it ended; an answer to this does.
    this.view.onbreak = () => void this.view.api.me().catch(() => null);
  }

  /** A one-time link carries its token behind the #, which is never sent to a server by itself. */
  async start(): Promise<void> {
    const token = new URLSearchParams(location.hash.slice(1)).get('token');
    if (token !== null) router.go('/', true);
    try {
      await this.enter(token === null ? await this.view.api.me() : await this.view.api.login({ token }));
    } catch (cause) {
      if (!(cause instanceof ApiError)) throw cause;
      if (cause.status !== 401 || token !== null) this.fault = cause.fault;
    }
    this.asked = true;
  }

  /** Whoever logs in over an ended session goes on where the page was; another officer gets his own drafts, and reads anew. */
  async enter(me: Me): Promise<void> {
    const same = this.me?.officer === me.officer;
    this.me = me;
    this.expired = false;
    this.fault = null;
    this.view.follow({ desk: true });
    if (same && this.key !== '') {
      await this.view.reload({ desk: true });
      return;
    }
    this.opened = null;
    await this.view.openNode();
    const keys = this.view.centres.map((one) => one.key);
    await this.choose([this.key, this.node?.node ?? ''].find((key) => keys.includes(key)) ?? keys[0] ?? '');
  }

  /** The session's cookie is the host's, not the tab's: whoever logged in beside this page is who it would sign as. */
  async recheck(): Promise<void> {
    if (this.me === null) return;
    const me = await this.view.api.me().catch(() => null);
    if (me === null || this.me === null) return;
    if (this.expired || me.officer !== this.me.officer) await this.enter(me);
  }

  /** Asks again whenever somebody comes back to the page, until the returned function is called. */
  followOfficer(): () => void {
    const oncome = () => {
      if (!document.hidden) void this.recheck();
    };
    document.addEventListener('visibilitychange', oncome);
    addEventListener('focus', oncome);
    return () => {
      document.removeEventListener('visibilitychange', oncome);
      removeEventListener('focus', oncome);
    };
  }

  async choose(key: string): Promise<void> {
    this.key = key;
    this.handovers = [];
    this.sitreps = [];
    await this.view.openCentre(key);
  }

  /** The handovers of this centre, newest first: whose watch it was, and what waits to be taken. */
  async loadHandovers(): Promise<void> {
    await this.#load('handover', (items) => (this.handovers = items));
  }

  async loadSitreps(): Promise<void> {
    await this.#load('sitrep', (items) => (this.sitreps = items));
  }

  async #load(kinds: string, use: (items: Item[]) => void): Promise<void> {
    if (this.key === '') return;
    const centre = this.key;
    const mine = (this.#asked += 1);
    const { items } = await this.view.api.records({ kinds, centre, limit: NEWEST });
    // an answer that a later question has overtaken would bring back what was
    if (centre !== this.key || mine < (this.#answered.get(kinds) ?? 0)) return;
    this.#answered.set(kinds, mine);
    use([...items].sort((a, b) => (b.at ?? b.received ?? 0) - (a.at ?? a.received ?? 0)));
  }

  /** The second officer's word: takes the watch that was signed over, approves the report that is a draft. */
  async accept(item: Item): Promise<void> {
    await this.view.api.add({ kind: 'acknowledgement', refs: [{ rel: 'acknowledges', id: item.id }], slots: { what: 'acknowledged', note: null } });
    await Promise.all([item.kind === 'sitrep' ? this.loadSitreps() : this.loadHandovers(), this.view.loadDesk()]);
  }

  async leave(): Promise<void> {
    flushDrafts();
    await this.view.api.logout().catch(() => null);
    this.view.close();
    this.me = null;
    this.expired = false;
    this.opened = null;
    this.key = '';
  }

  /** Tells the owner of a copy that it was opened or acknowledged here. Acknowledged never means permitted. */
  async acknowledge(item: Item, what: 'opened' | 'acknowledged'): Promise<void> {
    const done = item.acknowledgements.some((ack) => ack.party === this.own && (ack.what === what || ack.what === 'acknowledged'));
    if (done || item.party === this.own || !this.may('record')) return;
    await this.view.api.add({
      kind: 'acknowledgement',
      // The node files it under the matter and sends it to the owner by itself.
      refs: [{ rel: 'acknowledges', id: item.id }],
      slots: { what, note: null },
    });
    await Promise.all([this.view.loadDesk(), this.due.load()]);
  }
}
