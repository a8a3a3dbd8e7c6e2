// Files beside a record: what may be attached, and small pictures made here, for the page admits none from elsewhere.
export const MAX_FILE_BYTES = 64 * 1024 * 1024;
export const MAX_FILES = 16;

/** As a record's slot names a file. */
export interface Attached {
  hash: string;
  length: number;
  type: string;
  name: string;
}
export type FileFault = 'kind' | 'length' | 'empty' | 'many' | 'twice';

const text = (bytes: Uint8Array, from: number, to: number) => String.fromCharCode(...bytes.slice(from, to));

/** The type by the first bytes, whatever the name says; null for what is not taken. */
export function typeOf(head: Uint8Array): string | null {
  if (head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff) return 'image/jpeg';
  if (head[0] === 0x89 && text(head, 1, 4) === 'PNG') return 'image/png';
  if (text(head, 0, 4) === 'RIFF' && text(head, 8, 12) === 'WEBP') return 'image/webp';
  return text(head, 0, 5) === '%PDF-' ? 'application/pdf' : null;
}

export async function judge(file: File): Promise<{ type: string } | { fault: FileFault }> {
  if (file.size === 0) return { fault: 'empty' };
  if (file.size > MAX_FILE_BYTES) return { fault: 'length' };
  const type = typeOf(new Uint8Array(await file.slice(0, 16).arrayBuffer()));
  return type === null ? { fault: 'kind' } : { type };
}

/** A name as a record takes it: one line without folders, at most 255 bytes, its ending kept. */
export function cleanName(name: string): string {
  const line = name.replace(/[\u0000-\u001f\u007f-\u009f/\\]/g, '_').trim() || '_';
  const bytes = (one: string) => new TextEncoder().encode(one).length;
  if (bytes(line) <= 255) return line;
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(line)?.[0] ?? '';
  const letters = [...line.slice(0, line.length - ending.length)];
  while (letters.length > 1 && bytes(letters.join('') + ending) > 255) letters.pop();
  return letters.join('') + ending;
}

/** A picture of at most `side` px as a data: address, or null for what the browser cannot draw. */
export async function thumbnail(file: Blob, side = 160): Promise<string | null> {
  if (typeof createImageBitmap !== 'function') return null;
  try {
    const whole = await createImageBitmap(file);
    const scale = Math.min(1, side / Math.max(whole.width, whole.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(whole.width * scale));
    canvas.height = Math.max(1, Math.round(whole.height * scale));
    canvas.getContext('2d')?.drawImage(whole, 0, 0, canvas.width, canvas.height);
    whole.close();
    return canvas.toDataURL('image/jpeg', 0.7);
  } catch {
    return null;
  }
}
