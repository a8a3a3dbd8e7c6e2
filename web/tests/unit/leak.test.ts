import { describe, expect, it } from 'vitest';
import { type Checked, leaks } from '../../src/lib/leak';

const kept = (name: string, text: string): Checked => ({ name, text, open: false, crossed: false });
const goes = (name: string, text: string): Checked => ({ name, text, open: true, crossed: false });
const had = (name: string, text: string): Checked => ({ name, text, open: true, crossed: true });
const found = (...slots: Checked[]) => leaks(slots).map(({ withheld, open, repeats }) => `${withheld} in ${open}: ${repeats.join(', ')}`);

describe('leak check', () => {
  it('finds a word of five letters, whatever its case, and no shorter one', () => {
    expect(found(kept('narrative', 'Shots from the WADI near Debaga'), goes('summary', 'shots in a wadi, debaga road'))).toEqual(['narrative in summary: shots, debaga']);
  });
  it('finds numbers, and a single figure only with the word that it belongs to', () => {
    expect(found(kept('source', 'patrol 2, 14 men'), goes('casualties', '2 (1–3) hurt'), goes('text', '14 saw it, patrol 2 too'))).toEqual(['source in text: 14, patrol 2, patrol']);
  });
  it('finds a clock time in any digits', () => {
    expect(found(kept('narrative', 'كانت الساعة ٠٢:٥٦'), goes('text', 'at 02:56'))).toEqual(['narrative in text: 02:56']);
    expect(found(kept('narrative', 'at 02:56'), goes('text', 'at 02:57, 56 men'))).toEqual([]);
  });
  it('a grid reference as exact as the withheld place is one; a coarser one is what was meant', () => {
    const exact = kept('place_exact', '38S LE 88 71');
    expect(found(exact, goes('place', '38S LE 8 7'))).toEqual([]);
    expect(found(exact, goes('text', 'seen at LE 882 713'))).toEqual(['place_exact in text: LE 882 713']);
    expect(found(exact, goes('text', 'seen at 38SLE882713'))).toEqual(['place_exact in text: 38SLE882713']);
    expect(found(exact, goes('text', 'seen at LE 92 13'))).toEqual([]);
    expect(found(kept('place_exact', '38S\u00a0LE\u00a088\u00a071'), goes('text', '38S LE 88 71'))).toHaveLength(1);
  });
  it('says nothing of what the recipient holds already, nor of slots that crossed before', () => {
    expect(found(kept('narrative', 'Shots near Debaga'), had('summary', 'Shots near Debaga'), goes('text', 'Shots near Debaga'))).toEqual([]);
    expect(found(kept('narrative', 'Shots near Debaga'), had('summary', 'Shots near Debaga'))).toEqual([]);
  });
  it('knows a word with and without the Arabic article, and one spelling for kinds of the same letter', () => {
    expect(found(kept('source', 'دورية الوادي الكبير'), goes('text', 'شوهدوا في وادي كبيرة'))).toEqual([]);
    expect(found(kept('source', 'من نقطة المراقبة'), goes('text', 'قرب مراقبة الطريق'))).toEqual(['source in text: مراقبة']);
    expect(found(kept('source', 'بنکەی پێشمەرگە'), goes('text', 'پێشمەرگه لەوێ بوو'))).toEqual(['source in text: پێشمەرگه']);
  });
  it('takes a text that is written for release for no secret, wherever it stays', () => {
    expect(found(kept('written_for_release', 'Shots near Debaga'), goes('summary', 'Shots near Debaga'))).toEqual([]);
  });
  it('joins that say nothing are no leak', () => {
    expect(found(kept('narrative', 'before there was light'), goes('text', 'before that, there'))).toEqual([]);
  });
});
