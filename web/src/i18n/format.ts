// Dates, times, stretches and lists in the page's language. Always Baghdad; see lib/time for the Latin forms
// (date-time group, Zulu), which are the same in every language.
import * as latin from '../lib/time';
import { message } from './bundles';
import { digits, type Lang, number } from './digits';

const MONTHS = {
  ar: ['كانون الثاني', 'شباط', 'آذار', 'نيسان', 'أيار', 'حزيران', 'تموز', 'آب', 'أيلول', 'تشرين الأول', 'تشرين الثاني', 'كانون الأول'],
  ckb: ['کانوونی دووەم', 'شوبات', 'ئازار', 'نیسان', 'ئایار', 'حوزەیران', 'تەمووز', 'ئاب', 'ئەیلوول', 'تشرینی یەکەم', 'تشرینی دووەم', 'کانوونی یەکەم'],
};
const DAYS = {
  ar: ['الأحد', 'الاثنين', 'الثلاثاء', 'الأربعاء', 'الخميس', 'الجمعة', 'السبت'],
  ckb: ['یەکشەممە', 'دووشەممە', 'سێشەممە', 'چوارشەممە', 'پێنجشەممە', 'هەینی', 'شەممە'],
};
const BAGHDAD_MS = 3 * 3_600_000;
const local = (ms: number) => new Date(ms + BAGHDAD_MS);

/** "03:12", "٠٣:١٢". */
export const clock = (lang: Lang, ms: number): string => digits(lang, latin.clock(ms));
export const clockSeconds = (lang: Lang, ms: number): string => digits(lang, latin.clockSeconds(ms));

/** "15 Jan", "١٥ كانون الثاني", "١٥ی کانوونی دووەم". */
export function shortDay(lang: Lang, ms: number): string {
  if (lang === 'en') return latin.shortDay(ms);
  const at = local(ms);
  const month = MONTHS[lang][at.getUTCMonth()] ?? '';
  return digits(lang, lang === 'ar' ? `${at.getUTCDate()} ${month}` : `${at.getUTCDate()}ی ${month}`);
}

/** "Thu 15 Jan 2026", with the weekday and the year. */
export function day(lang: Lang, ms: number): string {
  if (lang === 'en') return latin.day(ms);
  const at = local(ms);
  return `${DAYS[lang][at.getUTCDay()] ?? ''}، ${yearDay(lang, ms)}`;
}

/** "15 Jan 2026". */
export function yearDay(lang: Lang, ms: number): string {
  return `${shortDay(lang, ms)}${lang === 'ckb' ? 'ی' : ''} ${digits(lang, String(local(ms).getUTCFullYear()))}`;
}

const LONG = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** A date that may name a year or a month only: "26 July 2021", "تموز ٢٠٢١", "٢٠٢١". `month` counts from 1. */
export function date(lang: Lang, year: string, month?: number, of?: number): string {
  if (month === undefined) return digits(lang, year);
  if (lang === 'en') return `${of === undefined ? '' : `${of} `}${LONG[month - 1] ?? month} ${year}`;
  const name = MONTHS[lang][month - 1] ?? String(month);
  const joint = lang === 'ckb' ? 'ی' : '';
  return digits(lang, `${of === undefined ? '' : `${of}${joint} `}${name}${joint} ${year}`);
}

/** The clock, with the day before it when it is not the day of `beside`. */
export function clockBeside(lang: Lang, ms: number, beside: number): string {
  if (latin.dayNumber(ms) === latin.dayNumber(beside)) return clock(lang, ms);
  return `${shortDay(lang, ms)}${lang === 'en' ? '' : '،'} ${clock(lang, ms)}`;
}

/** A stretch of time in the coarsest unit that still says something. */
export function duration(lang: Lang, ms: number): string {
  const minutes = Math.max(0, Math.round(ms / 60_000));
  if (ms < 60_000) return message(lang, 'span-seconds', { n: Math.max(0, Math.round(ms / 1000)) });
  if (minutes < 60) return message(lang, 'span-minutes', { n: minutes });
  if (minutes >= 48 * 60) return message(lang, 'span-days', { n: Math.round(minutes / 1440) });
  const rest = minutes % 60;
  if (lang === 'en') return latin.duration(ms);
  const hours = message(lang, 'span-hours', { n: Math.floor(minutes / 60) });
  return rest === 0 ? hours : list(lang, [hours, message(lang, 'span-minutes', { n: rest })]);
}

/** A link's lag: tenths of seconds below ten, then as `duration`. */
export function lag(lang: Lang, ms: number): string {
  return ms < 9950 ? message(lang, 'span-seconds-exact', { n: number(lang, ms / 1000, 1) }) : duration(lang, ms);
}

/** "a, b and c". */
export function list(lang: Lang, items: readonly string[]): string {
  if (items.length < 2) return items[0] ?? '';
  const last = items[items.length - 1] ?? '';
  if (lang === 'en') return `${items.slice(0, -1).join(', ')} and ${last}`;
  return lang === 'ar' ? `${items.slice(0, -1).join('، ')} و${last}` : `${items.slice(0, -1).join('، ')} و ${last}`;
}

const SORANI = 'ئ ا ب پ ت ج چ ح خ د ر ڕ ز ژ س ش ع غ ف ڤ ق ک گ ل ڵ م ن و ۆ وو ه ە ی ێ'.split(' ');
const PLACE = new Map(SORANI.map((letter, index) => [letter, index]));
const FIRST_LETTER = 0x11_0000; // above every code point: what is no letter of the alphabet comes first
const SAME: Record<string, string> = { ي: 'ی', ى: 'ی', ك: 'ک', ھ: 'ه', أ: 'ا', إ: 'ا', آ: 'ا', ة: 'ە' };

/** Sort key: one weight a letter, the double waw being one letter. */
function soraniWeights(text: string): number[] {
  const plain = text
    .normalize('NFC')
    .replace(/ه\u200c/g, 'ە')
    .replace(/[\u064b-\u0652\u0640\u200c-\u200f\u2066-\u2069]/g, '')
    .replace(/[يىكھأإآة]/g, (one) => SAME[one] ?? one)
    .toLowerCase();
  const weights: number[] = [];
  for (let at = 0; at < plain.length; ) {
    const pair = PLACE.get(plain.slice(at, at + 2));
    const letter = String.fromCodePoint(plain.codePointAt(at) ?? 0);
    const place = pair ?? PLACE.get(letter);
    weights.push(place === undefined ? (plain.codePointAt(at) ?? 0) : FIRST_LETTER + place);
    at += pair === undefined ? letter.length : 2;
  }
  return weights;
}

function compareSorani(one: string, two: string): number {
  const a = soraniWeights(one);
  const b = soraniWeights(two);
  for (let at = 0; at < Math.min(a.length, b.length); at += 1) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

const collators = { en: new Intl.Collator('en-GB', { numeric: true }), ar: new Intl.Collator('ar', { numeric: true }) };

/** Order of two names. Browsers have no order for ckb and would silently take that of English. */
export function compare(lang: Lang, one: string, two: string): number {
  return lang === 'ckb' ? compareSorani(one, two) : collators[lang].compare(one, two);
}
