// Exercise and wall times are milliseconds since 1970 UTC. Baghdad keeps UTC+3 all year, so no
// time zone data of the browser is used: every desk prints the same figures.
const BAGHDAD_MS = 3 * 3_600_000;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

const two = (n: number) => String(n).padStart(2, '0');
const local = (ms: number) => new Date(ms + BAGHDAD_MS);

/** "03:12" in Baghdad. */
export function clock(ms: number): string {
  const at = local(ms);
  return `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`;
}

/** "03:12:09" in Baghdad. */
export function clockSeconds(ms: number): string {
  return `${clock(ms)}:${two(local(ms).getUTCSeconds())}`;
}

/** "Thu 15 Jan 2026" in Baghdad. */
export function day(ms: number): string {
  const at = local(ms);
  return `${DAYS[at.getUTCDay()]} ${at.getUTCDate()} ${MONTHS[at.getUTCMonth()]} ${at.getUTCFullYear()}`;
}

/** "15 Jan" in Baghdad. */
export function shortDay(ms: number): string {
  const at = local(ms);
  return `${at.getUTCDate()} ${MONTHS[at.getUTCMonth()]}`;
}

/** Number of the Baghdad day, for grouping. */
export function dayNumber(ms: number): number {
  return Math.floor((ms + BAGHDAD_MS) / 86_400_000);
}

/** "00:12 Z". */
export function zulu(ms: number): string {
  const at = new Date(ms);
  return `${two(at.getUTCHours())}:${two(at.getUTCMinutes())} Z`;
}

/** Date-time group in zone C (UTC+3): "150312C JAN 26". */
export function dateTimeGroup(ms: number): string {
  const at = local(ms);
  const month = (MONTHS[at.getUTCMonth()] ?? '').toUpperCase();
  return `${two(at.getUTCDate())}${two(at.getUTCHours())}${two(at.getUTCMinutes())}C ${month} ${two(at.getUTCFullYear() % 100)}`;
}

/** "03:12", with the day before it when it is not the day of `beside`. */
export function clockBeside(ms: number, beside: number): string {
  return dayNumber(ms) === dayNumber(beside) ? clock(ms) : `${shortDay(ms)} ${clock(ms)}`;
}

/** A stretch of time in the coarsest unit that still says something: "14 min", "2 h 05", "21 days". */
export function duration(ms: number): string {
  const minutes = Math.max(0, Math.round(ms / 60_000));
  if (ms < 60_000) return `${Math.max(0, Math.round(ms / 1000))} s`;
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 48 * 60) return `${Math.floor(minutes / 60)} h ${two(minutes % 60)}`;
  return `${Math.round(minutes / 1440)} days`;
}

/** A link's lag: "0.4 s", "12 s", "3 min". */
export function lag(ms: number): string {
  return ms < 9950 ? `${(ms / 1000).toFixed(1)} s` : duration(ms);
}
