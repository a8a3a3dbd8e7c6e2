// What an officer's browser remembers for him: told-whom lists, filters, whether it may sound. JSON per officer and name.
const PREFIX = 'seamline-remembered/';
const keyOf = (officer: string, name: string) => `${PREFIX}${encodeURIComponent(officer)}/${name}`;

/** What was kept last, or `otherwise` where nothing was, or nothing that `fits`. */
export function remembered<T>(officer: string, name: string, otherwise: T, fits: (kept: unknown) => kept is T): T {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(officer, name)) ?? 'null');
    return fits(kept) ? kept : otherwise;
  } catch {
    // private windows refuse storage; somebody else's words in it are not ours
    return otherwise;
  }
}

export function remember(officer: string, name: string, value: unknown): void {
  try {
    localStorage.setItem(keyOf(officer, name), JSON.stringify(value));
  } catch {
    // as above: remembered as long as the page lives
  }
}

export const areTexts = (kept: unknown): kept is string[] => Array.isArray(kept) && kept.every((one) => typeof one === 'string');
export const isFlag = (kept: unknown): kept is boolean => typeof kept === 'boolean';
