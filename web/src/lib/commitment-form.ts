// A commitment as it is typed, what is wrong with it, and the draft of its record.
import type { Draft, Fault } from '../api';
import type { CommitmentRow } from '../api/deliberation';
import { firstDay, lastDay } from './edtf-days';
import { dateOf, type DueKind, dueForm, edtfOf } from './due-form';
import { isLevel, type Level } from './portions';

export const TRANSLATED = ['en', 'ar', 'ckb'] as const;

export interface CommitmentForm {
  text: string;
  en: string;
  ar: string;
  ckb: string;
  owner: string;
  beneficiary: string;
  agreed: string;
  dueKind: DueKind;
  due: string;
  cites: string;
  clause: string;
  quote: string;
  programme: string;
  level: Level;
}

export const emptyCommitment = (): CommitmentForm => ({
  text: '', en: '', ar: '', ckb: '', owner: '', beneficiary: '', agreed: '', dueKind: 'by', due: '', cites: '', clause: '', quote: '', programme: '', level: 'restricted',
});

/** A new date: everything of the old commitment but its date. */
export function renewed(row: CommitmentRow): CommitmentForm {
  const { kind, text } = dueForm(row.due?.edtf ?? null);
  return {
    ...emptyCommitment(),
    text: row.text, en: row.texts.en ?? '', ar: row.texts.ar ?? '', ckb: row.texts.ckb ?? '', owner: row.owner, beneficiary: row.beneficiary,
    dueKind: kind, due: text, cites: row.source?.id ?? '', clause: row.source?.clause ?? '', quote: row.source?.quote ?? '', programme: row.programme ?? '',
    level: isLevel(row.label.level) ? row.label.level : 'restricted',
  };
}

export const formFault = (field: string, code: string, args: Record<string, string> = {}): Fault => ({ blame: 'you', code: `commitment-${code}`, field, args, what: code, kept: '', next: '' });

/** Everything that keeps it from being recorded, in the order of the fields. `speaks`: the language of the page. */
export function check(form: CommitmentForm, speaks: string, now: number): Fault[] {
  const found: Fault[] = [];
  if (form.text.trim() === '') found.push(formFault('text', 'text-empty'));
  if (textsOf(form, speaks) === undefined) found.push(formFault('en', 'english-missing'));
  if (form.owner === '') found.push(formFault('owner', 'party-empty'));
  if (form.beneficiary === '') found.push(formFault('beneficiary', 'party-empty'));
  else if (form.owner === form.beneficiary) found.push(formFault('beneficiary', 'party-same'));
  const agreed = dateOf(form.agreed, now);
  if (agreed === undefined) found.push(formFault('agreed', 'date'));
  const due = edtfOf({ kind: form.dueKind, text: form.due }, now);
  if (due === undefined) found.push(formFault('due', form.due.trim() === '' ? 'due-empty' : 'date'));
  const [last, first] = [lastDay(due ?? null), firstDay(agreed ?? null)];
  if (last !== null && first !== null && last < first) found.push(formFault('due', 'due-before'));
  return found;
}

/** Translations beside the text; null: none; undefined: some, and no English one, without which a record carries none. */
function textsOf(form: CommitmentForm, speaks: string): Record<string, string> | null | undefined {
  const typed = TRANSLATED.filter((lang) => form[lang].trim() !== '' && lang !== speaks);
  if (typed.length === 0) return null;
  const all = Object.fromEntries(typed.map((lang) => [lang, form[lang].trim()]));
  const own = TRANSLATED.find((lang) => lang === speaks);
  if (own) all[own] = form.text.trim();
  return all.en === undefined ? undefined : all;
}

const text = (value: string) => (value.trim() === '' ? null : value.trim());

/** The draft of a form that `check` finds nothing wrong with. `replaces`: whose place it takes. */
export function draftOf(form: CommitmentForm, speaks: string, now: number, replaces: Pick<CommitmentRow, 'id' | 'matter' | 'label'> | null): Draft {
  const refs = [
    ...(form.cites ? [{ rel: 'cites', id: form.cites }] : []),
    ...(form.programme ? [{ rel: 'part-of', id: form.programme }] : []),
    ...(replaces ? [{ rel: 'supersedes', id: replaces.id }] : []),
  ];
  return {
    kind: 'commitment',
    ...(replaces ? { matter: replaces.matter } : {}),
    label: { level: form.level, caveats: replaces?.label.caveats ?? [] },
    refs,
    slots: {
      text: form.text.trim(), texts: textsOf(form, speaks) ?? null, owner: form.owner, beneficiary: form.beneficiary, agreed: dateOf(form.agreed, now) ?? null,
      due: edtfOf({ kind: form.dueKind, text: form.due }, now) ?? null, clause: text(form.clause), quote: text(form.quote),
    },
  };
}
