// Where a record has a page of its own.
import { JOINT_KINDS } from '../api/deliberation';
import { href } from './route.svelte';

export function recordPage(kind: string, id: string): string | null {
  if (kind === 'incident') return href('incidents', id);
  if (kind === 'meeting') return href('meetings', id);
  if (kind === 'commitment') return href('commitments', id);
  if (kind === 'roadmap') return href('roadmap', id);
  return JOINT_KINDS.some((one) => one === kind) ? href('acts', id) : null;
}
