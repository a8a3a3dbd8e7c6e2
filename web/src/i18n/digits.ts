// Digits of the page's languages. Date-time groups, Zulu, MGRS, ids and hashes never pass through here.
export type Lang = 'en' | 'ar' | 'ckb';
export const LANGS: readonly Lang[] = ['en', 'ar', 'ckb'];

const ARABIC_INDIC = '٠١٢٣٤٥٦٧٨٩';

/** ASCII digits of a text in the language's own digits; everything else stays. */
export function digits(lang: Lang, text: string): string {
  return lang === 'en' ? text : text.replace(/[0-9]/g, (one) => ARABIC_INDIC[Number(one)] ?? one);
}

/** Arabic-Indic and Persian digits of what somebody typed as ASCII, for reading numbers. */
export function asciiDigits(text: string): string {
  return text
    .replace(/[٠-٩]/g, (one) => String(one.charCodeAt(0) - 0x660))
    .replace(/[۰-۹]/g, (one) => String(one.charCodeAt(0) - 0x6f0));
}

/** A number with the language's digits, grouping and decimal mark. `decimals`: exactly so many. */
export function number(lang: Lang, value: number, decimals?: number): string {
  const fixed = { minimumFractionDigits: decimals ?? 0, maximumFractionDigits: decimals ?? 3 };
  const plain = new Intl.NumberFormat('en-GB', fixed).format(value);
  if (lang === 'en') return plain;
  return digits(lang, plain.replace(/[,.]/g, (mark) => (mark === ',' ? '٬' : '٫')));
}
