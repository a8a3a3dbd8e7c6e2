// Minutes from the notes of a meeting: a clause for each item that was spoken of, and below it what was said. Each language
// has the numbers and the leading words; what was typed in one language waits to be put into the others.
import type { Item } from '../api';
import type { AgendaPoint, Lang, MeetingSheet, Translated } from '../api/deliberation';
import { message } from '../i18n/bundles';
import type { Lang as PageLang } from '../i18n/digits';
import type { TypedClause } from './clauses';
import { textIn, opened } from './joint';
import type { JointForm } from './joint-form';
import { bounds } from './edtf';
import { date } from '../i18n/format';

const spoken = (language: Lang): PageLang => (language === 'kmr' ? 'en' : language);

/** The script that a text is written in decides in which column it stands. */
export function languageOf(text: string): 'en' | 'ar' | 'ckb' {
  if (/[ڕڵۆێەڤگچپ]/.test(text)) return 'ckb';
  return /[\u0600-\u06ff]/.test(text) ? 'ar' : 'en';
}

function dayIn(language: Lang, edtf: string): string {
  if (bounds(edtf) === null) return edtf;
  const [year = '', month, day] = edtf.split(/[-/]/);
  return /^\d{4}(-\d{2}){0,2}$/.test(edtf) ? date(spoken(language), year, month === undefined ? undefined : Number(month), day === undefined ? undefined : Number(day)) : edtf;
}

/** "Decided: …", "Action for …, by …: …" in each language that has the words. */
function noteTexts(note: Item, languages: readonly Lang[], nameOf: (party: string, language: Lang) => string): Translated {
  const [what, text, owner, due] = ['what', 'text', 'owner', 'due'].map((name) => textIn(note, name));
  if (!what || text === undefined) return {};
  const written = languageOf(text);
  return Object.fromEntries(languages.map((language) => {
    const own = language === written || (languages.length === 1 && !languages.includes(written));
    const id = what === 'action' ? (owner ? (due ? 'minutes-action-by' : 'minutes-action-of') : 'minutes-action') : `minutes-${what}`;
    const head = message(spoken(language), id, { party: owner ? nameOf(owner, language) : '', day: due ? dayIn(language, due) : '' });
    const plain = head.replace(/[\u2068\u2069]/g, '');
    return [language, own ? [plain, text].filter(Boolean).join(' ') : plain && `${plain} `];
  }));
}

function pointTexts(item: Item, languages: readonly Lang[]): Translated {
  const texts = opened(item, 'texts');
  const known = typeof texts === 'object' && texts !== null ? (texts as Translated) : {};
  const text = textIn(item, 'text');
  return Object.fromEntries(languages.map((language) => [language, known[language] ?? (languageOf(text) === language ? text : '')]));
}

/** `at`: the meeting; notes of earlier ones are in their own minutes. */
export function clausesOfNotes(points: readonly AgendaPoint<Item>[], at: string, languages: readonly Lang[], nameOf: (party: string, language: Lang) => string): TypedClause[] {
  return points.flatMap(({ item, notes }) => {
    const here = notes.filter((note) => note.matter === at);
    if (here.length === 0) return [];
    return [{ depth: 1, field: '', texts: pointTexts(item, languages) }, ...here.map((note) => ({ depth: 2, field: '', texts: noteTexts(note, languages, nameOf) }))];
  });
}

export function minutesOf(sheet: MeetingSheet<Item>, empty: JointForm, nameOf: (party: string, language: Lang) => string = (party) => party): JointForm {
  const title = sheet.meeting.title ?? '';
  const written = languageOf(title);
  const clauses = clausesOfNotes([...sheet.carried, ...sheet.agenda], sheet.meeting.matter, empty.languages, nameOf);
  const facilitator = textIn(sheet.meeting, 'facilitator');
  return {
    ...empty,
    names: Object.fromEntries(empty.languages.map((language) => [language, (language === written ? message(spoken(language), 'minutes-title', { title }).replace(/[\u2068\u2069]/g, '') : message(spoken(language), 'kind-minutes'))])),
    facilitator: facilitator || empty.facilitator,
    required: empty.required.filter((party) => party !== facilitator),
    clauses: clauses.length > 0 ? clauses : empty.clauses,
  };
}
