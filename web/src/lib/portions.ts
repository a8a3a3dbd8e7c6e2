// Paragraphs with portion marks: "(R) Two pick-ups left the track." A paragraph without a mark has its record's level.
export const LEVELS = ['open', 'restricted', 'confidential', 'secret'] as const;
export type Level = (typeof LEVELS)[number];

export interface Portion {
  level: Level;
  text: string;
}

const LETTER: Record<Level, string> = { open: 'O', restricted: 'R', confidential: 'C', secret: 'S' };

export const portionLetter = (level: Level): string => LETTER[level];
export const isLevel = (word: string): word is Level => (LEVELS as readonly string[]).includes(word);

export function portionText({ level, text }: Portion): string {
  return `(${LETTER[level]}) ${text}`;
}

export function readPortion(paragraph: string, otherwise: Level): Portion & { marked: boolean } {
  const found = /^\(([ORCS])\) (.*)$/s.exec(paragraph);
  const level = LEVELS.find((one) => LETTER[one] === found?.[1]);
  return level ? { level, text: found?.[2] ?? '', marked: true } : { level: otherwise, text: paragraph, marked: false };
}

/** A record is marked at least as high as its highest paragraph. */
export function highest(levels: readonly Level[]): Level {
  return LEVELS[Math.max(0, ...levels.map((level) => LEVELS.indexOf(level)))] ?? 'open';
}
