import type { Item, Names, Seat } from '../api';
import type { Mark, Sides } from './party';

/** One desk of the sheet, as its components need it. */
export interface Desk {
  seat: Seat;
  mark: Mark;
  names: Names;
  partyNames: Names;
  corrections: ReadonlyMap<string, Item>;
}

/** What the sheet's rows may do; absent = this reader may not. */
export interface DeskActs {
  release?: (item: Item, slots: string[]) => void;
  acknowledge?: (item: Item) => void;
  evidence?: (item: Item, peer: string, holder: 'a' | 'b') => void;
  opened?: (item: Item) => void;
}

export interface Chosen {
  id: string;
  slots: string[];
}

export type { Mark, Sides };
