import { type BaseNode, parse, type Message, Visitor } from '@fluent/syntax';
import { describe, expect, it } from 'vitest';
import { message } from '../../src/i18n/bundles';
import { asciiDigits, digits, number } from '../../src/i18n/digits';
import { clock, clockBeside, compare, day, duration, lag, list } from '../../src/i18n/format';

const SOURCES: Record<string, string> = { ...import.meta.glob('../../src/**/*.svelte', { query: '?raw', import: 'default', eager: true }), ...import.meta.glob('../../src/**/!(schema.d).ts', { query: '?raw', import: 'default', eager: true }) } as Record<string, string>;
const TEXTS = import.meta.glob('../../src/i18n/*/*.ftl', { query: '?raw', import: 'default', eager: true }) as Record<string, string>;
const text = (lang: string, file: string) => TEXTS[`../../src/i18n/${lang}/${file}.ftl`] ?? '';
const FILES = [...new Set(Object.keys(TEXTS).flatMap((path) => /([a-z]+)\.ftl$/.exec(path)?.[1] ?? []))];
const CATEGORIES: Record<string, string[]> = { en: ['one', 'other'], ar: ['zero', 'one', 'two', 'few', 'many', 'other'], ckb: ['one', 'other'] };

interface Known {
  file: string;
  variables: string[];
  plurals: string[][];
}
class Parts extends Visitor {
  variables = new Set<string>();
  plurals: string[][] = [];
  override visitVariableReference(node: BaseNode & { id: { name: string } }) {
    this.variables.add(node.id.name);
  }
  override visitSelectExpression(node: BaseNode & { variants: { key: BaseNode & { name?: string; value?: string } }[] }) {
    this.plurals.push(node.variants.map(({ key }) => key.name ?? key.value ?? ''));
    this.genericVisit(node);
  }
}
function read(lang: string): Map<string, Known> {
  const found = new Map<string, Known>();
  for (const file of FILES) {
    const { body } = parse(text(lang, file), {});
    for (const entry of body) {
      expect(entry.type, `${lang}/${file}.ftl does not parse`).not.toBe('Junk');
      if (entry.type !== 'Message') continue;
      const id = (entry as Message).id.name;
      expect(found.has(id), `${lang}: ${id} stands twice`).toBe(false);
      const parts = new Parts();
      parts.visit(entry);
      found.set(id, { file, variables: [...parts.variables].sort(), plurals: parts.plurals });
    }
  }
  return found;
}
const API = Object.values(import.meta.glob('../../../docs/openapi.json', { query: '?raw', import: 'default', eager: true }))[0] as string;
const all = { en: read('en'), ar: read('ar'), ckb: read('ckb') };

describe('messages', () => {
  for (const lang of ['ar', 'ckb'] as const) {
    it(`${lang} has every key of en, with its variables, in the same file, and no other`, () => {
      expect([...all[lang].keys()].sort()).toEqual([...all.en.keys()].sort());
      for (const [id, { file, variables }] of all.en) expect({ id, file: all[lang].get(id)?.file, variables: all[lang].get(id)?.variables }).toEqual({ id, file, variables });
    });
  }
  it('choose by number with every form that the language has', () => {
    for (const [lang, known] of Object.entries(all)) {
      for (const [id, { plurals }] of known) {
        for (const keys of plurals.filter((one) => one.some((key) => CATEGORIES.ar?.includes(key) && key !== 'other'))) {
          expect(keys, `${lang}: ${id}`).toEqual(expect.arrayContaining(CATEGORIES[lang] ?? []));
        }
      }
    }
  });
  it('every key named in the source exists', () => {
    const missing = Object.entries(SOURCES).flatMap(([name, source]) =>
      [...source.matchAll(/\bt\('([a-z0-9-]+)'|'(key-[a-z-]+)'/g)].map((found) => found[1] ?? found[2] ?? '').filter((id) => !all.en.has(id)).map((id) => `${name}: ${id}`));
    expect(Object.keys(SOURCES).length).toBeGreaterThan(40);
    expect(missing).toEqual([]);
  });
  it('every fault code of the API has its sentence', () => {
    const schemas = (JSON.parse(API) as { components: { schemas: Record<string, { enum?: string[] }> } }).components.schemas;
    expect((schemas.FaultCode?.enum ?? []).filter((code) => !all.en.has(`fault-${code}`))).toEqual([]);
  });
  it('a party is never called a political party', () => {
    for (const lang of ['ar', 'ckb']) {
      for (const file of FILES) expect(text(lang, file)).not.toMatch(/حزب|حیزب|پارت[یە]/);
    }
  });
  it('Arabic plurals and digits come out in each language', () => {
    const plain = (said: string) => said.replace(/[\u2068\u2069]/g, '');
    const minutes = (lang: 'ar' | 'ckb', n: number) => plain(message(lang, 'span-minutes', { n }));
    expect([1, 2, 3, 11, 100].map((n) => minutes('ar', n))).toEqual(['دقيقة واحدة', 'دقيقتان', '٣ دقائق', '١١ دقيقة', '١٠٠ دقيقة']);
    expect(minutes('ckb', 14)).toBe('١٤ خولەک');
    expect(message('ar', 'links-since', { n: 3, at: '02:00' })).toContain('\u2068');
  });
});

const NOW = Date.parse('2026-01-15T03:12:00+03:00');
describe('format', () => {
  it('digits and numbers', () => {
    expect(digits('ckb', '03:12')).toBe('٠٣:١٢');
    expect(number('ar', 12_345.5, 1)).toBe('١٢٬٣٤٥٫٥');
    expect(number('en', 12_345)).toBe('12,345');
    expect(asciiDigits('٣۴5')).toBe('345');
  });
  it('days by the names used in Iraq', () => {
    expect(day('en', NOW)).toBe('Thu 15 Jan 2026');
    expect(day('ar', NOW)).toBe('الخميس، ١٥ كانون الثاني ٢٠٢٦');
    expect(day('ckb', NOW)).toBe('پێنجشەممە، ١٥ی کانوونی دووەمی ٢٠٢٦');
    expect(clock('ar', NOW)).toBe('٠٣:١٢');
    expect(clockBeside('ar', NOW - 5 * 3_600_000, NOW)).toBe('١٤ كانون الثاني، ٢٢:١٢');
  });
  it('stretches and lists', () => {
    const plain = (said: string) => said.replace(/[\u2068\u2069]/g, '');
    expect(plain(duration('en', 125 * 60_000))).toBe('2 h 05');
    expect(plain(duration('ar', 125 * 60_000))).toBe('ساعتان و٥ دقائق');
    expect(plain(duration('ckb', 125 * 60_000))).toBe('٢ کاتژمێر و ٥ خولەک');
    expect(plain(duration('en', 21 * 86_400_000))).toBe('21 days');
    expect(plain(lag('ar', 400))).toBe('٠٫٤ ثا');
    expect(list('ckb', ['هەولێر', 'کەرکووک', 'مەخموور'])).toBe('هەولێر، کەرکووک و مەخموور');
    expect(list('ar', ['أربيل', 'كركوك'])).toBe('أربيل وكركوك');
  });
  it('orders Sorani by its own alphabet', () => {
    const letters = 'ئ ا ب پ ت ج چ ح خ د ر ڕ ز ژ س ش ع غ ف ڤ ق ک گ ل ڵ م ن و ۆ وو ه ە ی ێ'.split(' ');
    expect([...letters].reverse().sort((a, b) => compare('ckb', a, b))).toEqual(letters);
    const towns = ['هەولێر', 'وان', 'گوێڕ', 'کەرکووک', 'ڕانیە', 'ئاکرێ', 'پردێ', 'دووزخورماتوو', 'چەمچەماڵ', 'بەغدا'];
    expect([...towns].sort((a, b) => compare('ckb', a, b))).toEqual(['ئاکرێ', 'بەغدا', 'پردێ', 'چەمچەماڵ', 'دووزخورماتوو', 'ڕانیە', 'کەرکووک', 'گوێڕ', 'وان', 'هەولێر']);
    expect(compare('ckb', 'كوردي', 'کوردی')).toBe(0);
  });
});
