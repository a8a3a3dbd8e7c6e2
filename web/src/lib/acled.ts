// Event types and sub-event types after ACLED's codebook. A record's `type` is "Battles: Armed clash", or the event type alone.
export const EVENT_TYPES: Readonly<Record<string, readonly string[]>> = {
  Battles: ['Armed clash', 'Government regains territory', 'Non-state actor overtakes territory'],
  'Explosions/Remote violence': ['Remote explosive/landmine/IED', 'Air/drone strike', 'Shelling/artillery/missile attack', 'Grenade', 'Suicide bomb', 'Chemical weapon'],
  'Violence against civilians': ['Attack', 'Abduction/forced disappearance', 'Sexual violence'],
  'Strategic developments': ['Change to group/activity', 'Disrupted weapons use', 'Looting/property destruction', 'Arrests', 'Headquarters or base established', 'Non-violent transfer of territory', 'Agreement', 'Other'],
  Protests: ['Peaceful protest', 'Protest with intervention', 'Excessive force against protesters'],
  Riots: ['Violent demonstration', 'Mob violence'],
};

export interface EventType {
  event: string;
  sub: string | null;
}

export function typeText(event: string, sub: string | null): string {
  return sub === null ? event : `${event}: ${sub}`;
}

/** null for a type that is not ACLED's: it is shown as written. */
export function readType(text: string): EventType | null {
  const [event = '', sub] = text.split(': ');
  const subs = Object.hasOwn(EVENT_TYPES, event) ? EVENT_TYPES[event] : undefined;
  if (subs) return sub === undefined ? { event, sub: null } : subs.includes(sub) ? { event, sub } : null;
  const home = Object.entries(EVENT_TYPES).find(([, known]) => known.includes(text));
  return home ? { event: home[0], sub: text } : null;
}
