// The language of the page. Reading any of these inside a template or a $derived follows a change.
import type { Fault, Names } from '../api';
import { type Args, has, isolate, message } from './bundles';
import { digits, type Lang, LANGS, number } from './digits';
import * as format from './format';

export type { Lang } from './digits';
export { LANGS } from './digits';
const KEY = 'seamline-lang';

let current = $state<Lang>('en');

export const lang = (): Lang => current;
export const dir = (): 'ltr' | 'rtl' => (current === 'en' ? 'ltr' : 'rtl');
export const t = (id: string, args?: Args): string => message(current, id, args);

const known = (word: string | null | undefined): Lang | undefined => LANGS.find((one) => one === word);

function show(next: Lang): void {
  current = next;
  document.documentElement.lang = next;
  document.documentElement.dir = dir();
}

export function setLang(next: Lang): void {
  show(next);
  try {
    localStorage.setItem(KEY, next);
  } catch {
    // private windows refuse storage; the choice then lasts as long as the page
  }
}

/** What was chosen last, else the first language of the browser that the page speaks. Other tabs follow. */
export function startLang(): void {
  let stored: string | null = null;
  try {
    stored = localStorage.getItem(KEY);
  } catch {
    // as above
  }
  const spoken = navigator.languages.map((tag) => known(tag.split('-')[0])).find((one) => one !== undefined);
  show(known(stored) ?? spoken ?? 'en');
  addEventListener('storage', (event) => {
    const next = event.key === KEY ? known(event.newValue) : undefined;
    if (next) show(next);
  });
}

/** i18n/format in the page's language. */
export const fmt = {
  digits: (text: string) => digits(current, text),
  number: (value: number, decimals?: number) => number(current, value, decimals),
  clock: (ms: number) => format.clock(current, ms),
  clockSeconds: (ms: number) => format.clockSeconds(current, ms),
  day: (ms: number) => format.day(current, ms),
  shortDay: (ms: number) => format.shortDay(current, ms),
  yearDay: (ms: number) => format.yearDay(current, ms),
  date: (year: string, month?: number, of?: number) => format.date(current, year, month, of),
  clockBeside: (ms: number, beside: number) => format.clockBeside(current, ms, beside),
  duration: (ms: number) => format.duration(current, ms),
  lag: (ms: number) => format.lag(current, ms),
  /** A Latin run (grid, id) or a name inside a sentence put together here: neither disturbs the other's order. */
  isolate: (text: string) => isolate(current, text),
  /** Comma of the language, with its space. */
  comma: () => (current === 'en' ? ', ' : '، '),
  /** "12 km" with the number's own digits. `unit`: a message. */
  measure: (value: number, unit: 'unit-km' | 'unit-m' | 'unit-kb', decimals?: number) => `${number(current, value, decimals)} ${t(unit)}`,
  list: (items: readonly string[]) => format.list(current, items),
  compare: (one: string, two: string) => format.compare(current, one, two),
};

/** A word of the API in the page's language (`role-duty-officer`), or as the API says it. */
export function word(group: string, value: string): string {
  const id = `${group}-${value.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`;
  return has(id) ? t(id) : value;
}

/** A name in the page's language where its record carries one. `lang` says which it is. */
export function named(names: Names): { text: string; lang: Lang } {
  const own = current === 'en' ? undefined : names[current];
  return own ? { text: own, lang: current } : { text: names.en, lang: 'en' };
}

/** A fault as sentences; `lang` is "en" where only the server's own sentence is at hand. */
export function faultText(fault: Fault): { what: string; next: string; kept: string; lang: Lang } {
  const id = `fault-${fault.code ?? ''}`;
  if (!fault.code || !has(id)) return { what: fault.what, next: fault.next, kept: fault.kept, lang: 'en' };
  // what is wrong with a list that does not hold together has a sentence of its own
  const flaw = `flaw-${fault.args?.why ?? ''}`;
  if (has(flaw)) return { what: t(flaw), next: '', kept: current === 'en' ? fault.kept : '', lang: current };
  const next = has(`${id}-next`) ? t(`${id}-next`, fault.args) : '';
  return { what: t(id, fault.args), next, kept: current === 'en' ? fault.kept : '', lang: current };
}
