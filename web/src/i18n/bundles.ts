// Every message of every language, built into the page: nothing is fetched.
import { FluentBundle, FluentNumber, FluentResource, type FluentVariable, type Scope } from '@fluent/bundle';
import { type Lang, LANGS, number } from './digits';

export type Args = Record<string, string | number>;

const sources: Record<string, string> = import.meta.glob('./*/*.ftl', { query: '?raw', import: 'default', eager: true });

// Browsers carry no plural rules for ckb and silently take those of their own language. Its rule is English's:
// one thing, or any other number of things.
const PLURALS: Record<Lang, string> = { en: 'en-GB', ar: 'ar', ckb: 'en-GB' };

class Count extends FluentNumber {
  constructor(
    value: number,
    readonly lang: Lang,
  ) {
    super(value);
  }
  override toString(_scope?: Scope): string {
    return number(this.lang, this.value);
  }
}

function build(lang: Lang): FluentBundle {
  const bundle = new FluentBundle(PLURALS[lang], { useIsolating: true });
  for (const [path, text] of Object.entries(sources)) {
    if (path.startsWith(`./${lang}/`)) bundle.addResource(new FluentResource(text));
  }
  return bundle;
}
const bundles = Object.fromEntries(LANGS.map((lang) => [lang, build(lang)])) as Record<Lang, FluentBundle>;

export function has(id: string): boolean {
  return bundles.en.hasMessage(id);
}

/** A run of its own direction inside a sentence of another. */
export const isolate = (lang: Lang, text: string): string => (lang === 'en' ? text : `\u2068${text}\u2069`);

// An insertion without right-to-left letters needs no isolation in an English sentence; bare, it can be copied and searched.
const NEEDLESS = /\u2068([^\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u2066-\u2069]*)\u2069/g;

/** One message. A key that is missing shows in English, or as itself: the tests let neither through. */
export function message(lang: Lang, id: string, args: Args = {}): string {
  const home = bundles[lang].hasMessage(id) ? lang : 'en';
  const pattern = bundles[home].getMessage(id)?.value;
  if (!pattern) return id;
  const given: Record<string, FluentVariable> = {};
  for (const [name, value] of Object.entries(args)) given[name] = typeof value === 'number' ? new Count(value, home) : value;
  const text = bundles[home].formatPattern(pattern, given, []);
  return lang === 'en' ? text.replace(NEEDLESS, '$1') : text;
}
