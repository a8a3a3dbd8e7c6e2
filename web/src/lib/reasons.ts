// Why a slot may not go, as the node says it in English, told apart so that the page can say it in its reader's language
// and offer what helps: beyond an officer's own limits another officer may decide, beyond the label nobody may.
export interface Reason {
  by: 'label' | 'limits' | 'other';
  /** message `reason-<id>`; null where only the node's own words are at hand */
  id: string | null;
  args: Record<string, string>;
  text: string;
}

const LABEL: [RegExp, string, string[]][] = [
  [/^the label is (\w+), the recipient is cleared to (\w+)$/, 'level', ['level', 'clearance']],
  [/^the recipient does not hold the caveat (.+)$/, 'caveat', ['caveat']],
  [/^the label's review date has passed$/, 'expired', []],
  [/^only the originator's party releases it$/, 'originator', []],
  [/^no clearance is set for (.+)$/, 'clearance', ['party']],
  [/^"(.+)" points at a record that the recipient was not given$/, 'reference', ['slot']],
  [/^the author is known only inside the party$/, 'author', []],
];
const LIMITS: [RegExp, string, string[]][] = [
  [/^no release was delegated$/, 'none-delegated', []],
  [/^(.+) is not among the parties that may be told$/, 'party', ['party']],
  [/^the label is (\w+), and nothing above (\w+) may go$/, 'above', ['level', 'highest']],
  [/^"(.+)" may not go$/, 'never', ['slot']],
  [/^"(.+)" is exact to (\d+) m, and no place finer than (\d+) m may go$/, 'exact', ['slot', 'precision', 'finest']],
];

export function reasonOf(text: string): Reason {
  for (const [by, table] of [['limits', LIMITS], ['label', LABEL]] as const) {
    for (const [form, id, names] of table) {
      const found = form.exec(text);
      if (found) return { by, id, args: Object.fromEntries(names.map((name, index) => [name, found[index + 1] ?? ''])), text };
    }
  }
  return { by: 'other', id: null, args: {}, text };
}
