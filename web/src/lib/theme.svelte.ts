export type Theme = 'night' | 'day';
const KEY = 'seamline-theme';

/** The theme of the page: the address's #day or #night, else what was chosen last, else night. */
export function chosenTheme(): Theme {
  const hash = location.hash.slice(1);
  if (hash === 'day' || hash === 'night') return hash;
  try {
    return localStorage.getItem(KEY) === 'day' ? 'day' : 'night';
  } catch {
    return 'night';
  }
}

export function setTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // private windows refuse storage; the choice then lasts as long as the page
  }
}
