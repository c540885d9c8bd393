import { useOutletContext } from 'react-router';
import type { Schemas } from '../api/client.js';

/** The device that a page below `/devices/:deviceId` is about. */
export const useDevice = (): Schemas['Device'] => useOutletContext<Schemas['Device']>();
