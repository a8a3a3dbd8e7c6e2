// Which APP-6 activity an incident type is, where it is one. Set 40, identity unknown: a report says what happened,
// not who is friend or foe. A type without a symbol of its own keeps the plain marks.
import { readType } from '../acled';

const ENTITY: Readonly<Record<string, string>> = {
  battles: '110400',
  'armed-clash': '110400',
  'explosions-remote-violence': '110600',
  'remote-explosive-landmine-ied': '110301',
  'suicide-bomb': '110304',
  grenade: '110601',
  riots: '110110',
  'violent-demonstration': '110110',
  'mob-violence': '110110',
  protests: '120100',
  'peaceful-protest': '120100',
  'looting-property-destruction': '110114',
  arrests: '110101',
};
const key = (type: string) => type.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/-$/, '');

/** Twenty digits of APP-6 (D), or null. */
export function sidc(type: string | null): string | null {
  const known = type === null ? null : readType(type);
  const entity = [known?.sub, known?.event].map((one) => ENTITY[key(one ?? '')]).find((one) => one !== undefined);
  return entity === undefined ? null : `1001400000${entity}0000`;
}
