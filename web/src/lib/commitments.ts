// Commitments as the board shows them: their sign and word, how long is left, and which of them are asked for.
import type { CommitmentRow, CommitmentsAsked, CommitmentState } from '../api/deliberation';
import { fmt, lang, t, word } from '../i18n/index.svelte';
import type { NodeApi } from '../api';
import { certainty, lastDay } from './edtf-days';
import { inWords } from './edtf';
import { dayNumber } from './time';

export interface Sign {
  glyph: string;
  /** how loud: only what is overdue, and what is due soon, has a colour, and never the colour alone */
  tone: 'late' | 'soon' | 'near' | 'plain';
  words: string;
}

const GLYPH: Record<CommitmentState, string> = {
  proposed: 'unknown', agreed: 'queued', due: 'near', overdue: 'late', claimed: 'opened', disputed: 'disputed', met: 'acknowledged', missed: 'missed', superseded: 'struck',
};

export function signOf(state: CommitmentState, alarm: CommitmentRow['alarm'] = null): Sign {
  const words = word('state', state);
  if (state === 'overdue') return { glyph: GLYPH.overdue, tone: 'late', words };
  if (state === 'due' && (alarm === 7 || alarm === 0)) return { glyph: 'soon', tone: 'soon', words: t(alarm === 0 ? 'commitment-sign-today' : 'commitment-sign-week') };
  if (state === 'due') return { glyph: GLYPH.due, tone: 'near', words: t('commitment-sign-month') };
  return { glyph: GLYPH[state], tone: 'plain', words };
}

/** Whole days until the last day that the date allows; null where it is open. */
export function daysLeft(due: string | null, now: number): number | null {
  const last = lastDay(due);
  return last === null ? null : last - dayNumber(now);
}

/** "3 days left", "today", "12 days overdue"; "" where no day can be counted to. */
export function leftWords(due: string | null, now: number): string {
  const left = daysLeft(due, now);
  if (left === null) return '';
  if (left === 0) return t('commitment-today');
  return t(left < 0 ? 'commitment-past' : 'commitment-left', { n: Math.abs(left) });
}

/** A due date in the page's words; what nobody has said stays so. */
export function dueWords(due: string | null): string {
  if (due === null) return t('commitment-no-date');
  return certainty(due) === 'certain' && !due.includes('/') ? t('commitment-by', { date: inWords(due) }) : inWords(due);
}

/** The text in the page's language where the record carries it. */
export function textOf(row: Pick<CommitmentRow, 'text' | 'texts'>): { text: string; lang: string | undefined } {
  const own = row.texts[lang()];
  return own ? { text: own, lang: lang() } : { text: row.text, lang: undefined };
}

export const sourceWords = ({ source }: CommitmentRow): string => (source === null ? '' : source.clause ? t('commitment-source', { title: fmt.isolate(source.title), clause: fmt.isolate(fmt.digits(source.clause)) }) : source.title);

/** "3f2a 91bc 04d7": what two people read to each other to be sure that they mean the same record. */
export const shortId = (id: string): string => id.slice(0, 12).replace(/(.{4})(?=.)/g, '$1 ');

export interface BoardFilter {
  state: string;
  party: string;
  /** days: due within them; negative: past for longer; "open": no last day */
  due: string;
}
export const DUE_FILTERS = ['7', '30', '90', 'open', '-1', '-30', '-365'] as const;

export const asked = ({ state, party, due }: BoardFilter): CommitmentsAsked => ({ ...(state ? { state } : {}), ...(party ? { party } : {}), ...(due ? { due } : {}) });

const PAGE = 500;
/** Every row that an asking fits, page by page. `most`: where to stop. */
export async function allRows(api: NodeApi, query: CommitmentsAsked, most = Infinity): Promise<{ rows: CommitmentRow[]; total: number }> {
  const rows: CommitmentRow[] = [];
  for (;;) {
    const page = await api.commitments({ ...query, limit: Math.min(PAGE, most - rows.length), after: rows.length });
    rows.push(...page.rows);
    if (page.rows.length === 0 || rows.length >= Math.min(page.total, most)) return { rows, total: page.total };
  }
}

/** One row. A node that knows no `id` answers with its board, which is then gone through. */
export async function rowOf(api: NodeApi, id: string): Promise<CommitmentRow | null> {
  const page = await api.commitments({ id, limit: PAGE });
  const found = page.rows.find((one) => one.id === id);
  if (found) return found;
  return page.total <= page.rows.length ? null : ((await allRows(api, {})).rows.find((one) => one.id === id) ?? null);
}
