import { afterEach, describe, expect, it } from 'vitest';
import type { Slot } from '../../src/api';
import { setLang } from '../../src/i18n/index.svelte';
import { inWords } from '../../src/lib/edtf';
import { learnParties, learnTowns, partyName, townName } from '../../src/lib/gazetteer.svelte';
import { kmRange } from '../../src/lib/geometry';
import { gathered, kindWord, placeWords, rangeWords, shortText, slotText, slotWord } from '../../src/lib/slots';

const plain = (said: string) => said.replace(/[\u2066-\u2069]/g, '').replaceAll('\u00a0', ' ');
const speak = (lang: 'en' | 'ar' | 'ckb') => {
  globalThis.document = { documentElement: {} } as unknown as Document;
  setLang(lang);
};
afterEach(() => speak('en'));
const slot = (name: string, type: string, value: unknown) => ({ name, type, open: true, value }) as Slot;
const HURT = slot('casualties', 'Casualties', [{ group: 'civilians', harm: 'wounded', min: 1, best: 2, max: 3 }]);

describe('records in words', () => {
  it('dates, with the months of Iraq and the digits of the language', () => {
    speak('ar');
    expect(plain(inWords('2021-07-26/2021-12'))).toBe('من ٢٦ تموز ٢٠٢١ إلى كانون الأول ٢٠٢١');
    expect(plain(inWords('2026/..'))).toBe('من ٢٠٢٦، والنهاية مفتوحة');
    speak('ckb');
    expect(plain(inWords('2021-07-26'))).toBe('٢٦ی تەمووزی ٢٠٢١');
    expect(plain(inWords('2026-01-15T02:31:00+03:00/2026-01-15T03:00:00+03:00'))).toBe('لە ٠٢:٣١ تا ٠٣:٠٠، ١٥ی کانوونی دووەمی ٢٠٢٦');
  });
  it('counts and distances stay ranges', () => {
    speak('ar');
    expect(plain(rangeWords({ min: 3000, best: null, max: 5000, qualifier: 'about' }))).toBe('نحو ٣٬٠٠٠–٥٬٠٠٠');
    expect(kmRange(17.4, 10_000)).toBe('٧–٢٧ كم');
    expect(plain(slotText(HURT))).toBe('جرحى: ٢ (١–٣)، مدنيون');
    speak('ckb');
    expect(plain(shortText(HURT))).toBe('٢ (١–٣) بریندار');
    expect(rangeWords({ min: null, best: null, max: null, qualifier: 'not stated' })).toBe('ژمارە نەگوتراوە');
  });
  it('a grid stays Latin, and stands apart from the words around it', () => {
    speak('ar');
    const said = placeWords({ lat: 35.775, lon: 43.58, precision_m: 1000, name: 'Makhmour' });
    expect(said).toMatch(/\u2068Makhmour\u2069، \u206838S\u00a0LE\u00a0\d\d\u00a0\d\d\u2069/);
  });
  it('a text in several languages in the page’s own, clause by clause', () => {
    speak('ar');
    const clauses = slot('clauses', 'Clauses', [{ number: '1.1', field: '', texts: { en: 'one', ar: 'أولاً' } }, { number: '2', field: '', texts: { en: 'two' } }]);
    expect(plain(slotText(clauses))).toBe('١.١ أولاً; ٢ two');
  });
  it('a kind or slot without a word is shown as it is', () => {
    speak('ckb');
    expect([kindWord('incident'), kindWord('certificate'), slotWord('some_slot')]).toEqual(['ڕووداو', 'certificate', 'some slot']);
  });
  it('parties and towns by the names their records carry, else by what is known', () => {
    const iraq = { en: 'Federal Iraq: Ministry of Defence', ar: 'وزارة الدفاع العراقية، بغداد' };
    learnParties([{ id: 'iraq', names: iraq }]);
    learnTowns([{ key: 'makhmour', names: { en: 'Makhmour', ar: 'مخمور', ckb: 'مەخموور' } }]);
    expect(partyName('iraq').text).toBe('Federal Iraq');
    speak('ar');
    expect(partyName('iraq')).toEqual({ text: 'وزارة الدفاع العراقية', lang: 'ar' });
    expect(townName('makhmour').text).toBe('مخمور');
    speak('ckb');
    expect(partyName('iraq')).toEqual({ text: 'Federal Iraq', lang: 'en' });
    expect(partyName('nobody').text).toBe('nobody');
    expect(townName('sinjar')).toEqual({ text: 'Sinjar', lang: 'en' });
  });
});

describe('a copy', () => {
  const slot = (name: string, open: boolean) => ({ name, open });
  it('shows what is withheld of a narrative as one bar, and what is open of it paragraph by paragraph', () => {
    const names = (...slots: { name: string; open: boolean }[]) => gathered(slots).map((one) => one.name);
    expect(names(slot('size', false), slot('narrative_1', false), slot('narrative_2', true), slot('narrative_3', false), slot('closed', false))).toEqual(['size', 'narrative', 'narrative_2']);
    expect(names(slot('narrative_1', true), slot('closed', true))).toEqual(['narrative_1', 'closed']);
  });
});
