import type { Names } from '../api';

export interface Beside {
  lang: 'ar' | 'ckb';
  text: string;
}

/** The Arabic and Sorani names that stand beside the English one; equal spellings only once. */
export function beside(names: Names): Beside[] {
  const found: Beside[] = [];
  if (names.ar) found.push({ lang: 'ar', text: names.ar });
  if (names.ckb && names.ckb !== names.ar) found.push({ lang: 'ckb', text: names.ckb });
  return found;
}
