// Names of governorates and neighbours, which the built-in basemap only draws as lines. Names, not claims.
import type { MapPlace, Names } from '../../api';

export interface Region {
  names: Names;
  lat: number;
  lon: number;
  role: 'governorate' | 'country';
}
const region = (role: Region['role'], lat: number, lon: number, en: string, ar: string, ckb: string): Region => ({ role, lat, lon, names: { en, ar, ckb } });

const REGIONS: Region[] = [
  region('governorate', 36.95, 43.15, 'Dohuk', 'دهوك', 'دهۆک'),
  region('governorate', 35.95, 42.35, 'Nineveh', 'نينوى', 'نەینەوا'),
  region('governorate', 36.45, 44.35, 'Erbil', 'أربيل', 'هەولێر'),
  region('governorate', 35.55, 45.35, 'Sulaymaniyah', 'السليمانية', 'سلێمانی'),
  region('governorate', 35.3, 44.05, 'Kirkuk', 'كركوك', 'کەرکووک'),
  region('governorate', 34.5, 43.55, 'Salah al-Din', 'صلاح الدين', 'سەلاحەدین'),
  region('governorate', 33.95, 45.05, 'Diyala', 'ديالى', 'دیالە'),
  region('governorate', 33.5, 41.9, 'Anbar', 'الأنبار', 'ئەنبار'),
  region('governorate', 33.1, 44.35, 'Baghdad', 'بغداد', 'بەغدا'),
  region('governorate', 32.65, 45.6, 'Wasit', 'واسط', 'واست'),
  region('governorate', 32.5, 44.6, 'Babil', 'بابل', 'بابل'),
  region('governorate', 32.4, 43.6, 'Karbala', 'كربلاء', 'کەربەلا'),
  region('country', 35.6, 40.75, 'Syria', 'سوريا', 'سووریا'),
  region('country', 37.35, 41.6, 'Türkiye', 'تركيا', 'تورکیا'),
  region('country', 36.0, 46.8, 'Iran', 'إيران', 'ئێران'),
];

const plain = (names: Names) => names.en.toLowerCase().replace(/ (governorate|province)$/, '');

/** What to write where no point is meant: the gazetteer's own governorates first, ours where it has none of the name. */
export function regions(places: readonly MapPlace[]): Region[] {
  const given = places.filter((place) => place.role === 'governorate').map(({ names, lat, lon }): Region => ({ names, lat, lon, role: 'governorate' }));
  const known = new Set(given.map(({ names }) => plain(names)));
  return [...given, ...REGIONS.filter((one) => one.role !== 'governorate' || !known.has(plain(one.names)))];
}
