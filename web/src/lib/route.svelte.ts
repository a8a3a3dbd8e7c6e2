// Where the page is: what stands behind "#/" in the address. Other hashes (a token, a theme) are no route.
/** The pages of each area in the order of the row; the first is where the area begins. */
export const AREAS = {
  floor: ['watch', 'incidents', 'map', 'messages', 'handover', 'sitrep', 'proposals', 'links', 'people', 'audit'],
  secretariat: ['meetings', 'acts', 'commitments', 'roadmap', 'units'],
} as const;
export type Area = keyof typeof AREAS;
export type Page = (typeof AREAS)[Area][number];
export const PAGES: readonly Page[] = [...AREAS.floor, ...AREAS.secretariat];

export const areaOf = (page: Page): Area => (AREAS.secretariat.some((one) => one === page) ? 'secretariat' : 'floor');

export interface Route {
  page: Page;
  /** "new", or the id of a record; empty for the page itself */
  rest: string;
  query: URLSearchParams;
}

export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.startsWith('#/') ? hash.slice(2).split('?', 2) : [];
  const [first, ...rest] = path.split('/');
  const page = PAGES.find((one) => one === first) ?? 'watch';
  return { page, rest: page === first ? rest.map(decode).join('/') : '', query: new URLSearchParams(query) };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** The address of a page: `href('incidents', id)`, `href('map', '', { type: 'clash' })`. */
export function href(page: Page, rest = '', query: Record<string, string> = {}): string {
  const asked = new URLSearchParams(query).toString();
  return `#/${page}${rest ? `/${encodeURIComponent(rest)}` : ''}${asked ? `?${asked}` : ''}`;
}

class Router {
  now = $state.raw<Route>(parseRoute(location.hash));

  /** Follows the address until the returned function is called. */
  start(): () => void {
    const onhash = () => (this.now = parseRoute(location.hash));
    onhash();
    addEventListener('hashchange', onhash);
    return () => removeEventListener('hashchange', onhash);
  }

  /** Goes there; `replace` leaves no step to come back to. */
  go(to: string, replace = false): void {
    if (!replace) location.hash = to;
    else {
      history.replaceState(null, '', to);
      this.now = parseRoute(to);
    }
  }
}

export const router = new Router();
