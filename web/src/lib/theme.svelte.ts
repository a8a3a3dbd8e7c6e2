export type Theme = 'night' | 'day';
const KEY = 'seamline-theme';

let current = $state<Theme>('night');
export const theme = (): Theme => current;

/** The theme of the page: the address's #day or #night, else what was chosen last, else night. */
function chosenTheme(): Theme {
  const hash = location.hash.slice(1);
  if (hash === 'day' || hash === 'night') return hash;
  try {
    return localStorage.getItem(KEY) === 'day' ? 'day' : 'night';
  } catch {
    return 'night';
  }
}

function show(next: Theme): void {
  current = next;
  document.documentElement.dataset.theme = next;
}

export function setTheme(next: Theme): void {
  show(next);
  try {
    localStorage.setItem(KEY, next);
  } catch {
    // private windows refuse storage; the choice then lasts as long as the page
  }
}

/** Other tabs follow. */
export function startTheme(): void {
  setTheme(chosenTheme());
  addEventListener('storage', (event) => {
    if (event.key === KEY) show(event.newValue === 'day' ? 'day' : 'night');
  });
}
