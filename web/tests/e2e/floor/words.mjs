// The page's own messages, so that one journey runs in every language it speaks.
import { readdirSync, readFileSync } from 'node:fs';
import { FluentBundle, FluentResource } from '@fluent/bundle';

const FOLDER = new URL('../../../src/i18n/', import.meta.url);
const DIGITS = '٠١٢٣٤٥٦٧٨٩';
const bundles = Object.fromEntries(
  ['en', 'ar', 'ckb'].map((lang) => {
    const bundle = new FluentBundle(lang === 'ar' ? 'ar' : 'en-GB', { useIsolating: false });
    for (const file of readdirSync(new URL(`${lang}/`, FOLDER))) bundle.addResource(new FluentResource(readFileSync(new URL(`${lang}/${file}`, FOLDER), 'utf8')));
    return [lang, bundle];
  }),
);

/** A message as it reads on the page, without the marks that isolate its parts. */
export function say(lang, id, args = {}) {
  const pattern = bundles[lang].getMessage(id)?.value;
  if (!pattern) throw new Error(`no message ${id} in ${lang}`);
  return digits(lang, bundles[lang].formatPattern(pattern, args));
}

export const digits = (lang, text) => (lang === 'en' ? text : text.replace(/[0-9]/g, (one) => DIGITS[Number(one)]));
export const plain = (text) => text.replace(/[\u2066-\u2069\u200e\u200f]/g, '').replaceAll('\u00a0', ' ');
/** A name as the page may write it, isolating marks or not. */
export const loosely = (text) => new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(/\s+/g, '[\\s\\u2066-\\u2069]*'));
/** The same and nothing beside it. */
export const exactly = (text) => new RegExp(`^[\\s\\u2066-\\u2069]*${loosely(text).source}[\\s\\u2066-\\u2069]*$`);
