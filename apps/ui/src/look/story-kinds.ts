import { mdiAlertCircle, mdiAlertOctagon, mdiCheckCircle, mdiEmailOutline, mdiPencil, mdiPlayCircleOutline, mdiProgressClock } from '@mdi/js';
import type { Schemas } from '../api/client.js';

/** How each kind of line of the event log looks and is called. */
export const STORY_KINDS: Readonly<Record<Schemas['TimelineLine']['kind'], { word: string; icon: string; tone: 'info' | 'secondary' | 'success' | 'warning' | 'failing' | 'error' }>> = {
  event: { word: 'Event', icon: mdiEmailOutline, tone: 'info' },
  'twin-changed': { word: 'Twin edited', icon: mdiPencil, tone: 'info' },
  began: { word: 'Began', icon: mdiPlayCircleOutline, tone: 'secondary' },
  done: { word: 'Done', icon: mdiCheckCircle, tone: 'success' },
  waits: { word: 'Waits', icon: mdiProgressClock, tone: 'warning' },
  rests: { word: 'In sync', icon: mdiCheckCircle, tone: 'success' },
  failed: { word: 'Failed', icon: mdiAlertCircle, tone: 'failing' },
  died: { word: 'Gave up', icon: mdiAlertOctagon, tone: 'error' },
};
