import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Schemas } from '../api/client.js';
import { useWhyNotWith } from '../session/may.js';
import { comparisonOf } from './compare-twin.js';
import { twinQuery } from './use-twin.js';

/** The route says what is wrong when somebody goes there and it cannot be loaded. */
const loadPage = () => import('./twin-page.js').catch(() => undefined);

/** Whoever goes there is told what is wrong. */
const askAhead = (client: QueryClient, deviceId: string) => client.fetchQuery(twinQuery({ deviceId, moduleId: null })).then(comparisonOf, () => undefined);

/**
 * Has the page of twins loaded while somebody looks at a device, and answers with what asks for its twin: call it when they are about to
 * go there. It is asked for once every few seconds at most, however often that is, and not at all where they may not see it.
 */
export function useTwinAhead(device: Pick<Schemas['Device'], 'deviceId' | 'may'>): () => void {
  const client = useQueryClient();
  const mayNotRead = useWhyNotWith(device, 'twin:read');
  useEffect(() => void loadPage(), []);
  return () => void (mayNotRead === null && askAhead(client, device.deviceId));
}
