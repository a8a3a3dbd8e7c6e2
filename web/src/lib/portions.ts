// Paragraphs with portion marks. A mark raises its paragraph above the report's own level and never lowers it below.
export const LEVELS = ['open', 'restricted', 'confidential', 'secret'] as const;
export type Level = (typeof LEVELS)[number];

export interface Portion {
  level: Level;
  text: string;
}

/** As many paragraphs as an incident has slots for. */
export const MOST = 8;
export const PARAGRAPHS = Array.from({ length: MOST }, (_, index) => `narrative_${index + 1}`);

const LETTER: Record<Level, string> = { open: 'O', restricted: 'R', confidential: 'C', secret: 'S' };

export const portionLetter = (level: Level): string => LETTER[level];
export const isLevel = (word: string): word is Level => (LEVELS as readonly string[]).includes(word);

/** The paragraph in the value of a slot; null where there is none. */
export function portionOf(value: unknown): Portion | null {
  const { level, text } = (value ?? {}) as Partial<Portion>;
  return level !== undefined && isLevel(level) && typeof text === 'string' ? { level, text } : null;
}

export const portionText = ({ level, text }: Portion): string => `(${LETTER[level]}) ${text}`;

export function highest(levels: readonly Level[]): Level {
  return LEVELS[Math.max(0, ...levels.map((level) => LEVELS.indexOf(level)))] ?? 'open';
}
