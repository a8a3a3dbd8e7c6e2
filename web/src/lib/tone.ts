// Two short tones, made by the browser itself: no file. Silent until somebody has touched the page (browsers insist).
let context: AudioContext | null = null;

function wake(): void {
  try {
    context ??= new AudioContext();
    if (context.state === 'suspended') void context.resume();
  } catch {
    // a browser without sound: the page shows everything that would be heard
  }
}

/** Waits for the first touch or key. Returns the way to stop waiting. */
export function readySound(): () => void {
  addEventListener('pointerdown', wake, { once: true, capture: true });
  addEventListener('keydown', wake, { once: true, capture: true });
  return () => {
    removeEventListener('pointerdown', wake, { capture: true });
    removeEventListener('keydown', wake, { capture: true });
  };
}

/** True once the browser lets the page sound. */
export const canSound = (): boolean => context?.state === 'running';

const RISE_S = 0.015;
function tone(into: AudioContext, hertz: number, from: number, seconds: number): void {
  const source = into.createOscillator();
  const volume = into.createGain();
  source.frequency.value = hertz;
  volume.gain.setValueAtTime(0, from);
  volume.gain.linearRampToValueAtTime(0.2, from + RISE_S);
  volume.gain.setValueAtTime(0.2, from + seconds - RISE_S);
  volume.gain.linearRampToValueAtTime(0, from + seconds);
  source.connect(volume).connect(into.destination);
  source.start(from);
  source.stop(from + seconds);
}

/** Urgent rises, overdue falls: told apart without looking. */
export function sound(why: 'urgent' | 'overdue'): void {
  if (context === null || context.state !== 'running') return;
  const [first, second] = why === 'urgent' ? [660, 880] : [523, 392];
  tone(context, first, context.currentTime, 0.14);
  tone(context, second, context.currentTime + 0.18, 0.2);
}
