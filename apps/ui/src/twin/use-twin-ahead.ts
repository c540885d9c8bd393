import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Schemas } from '../api/client.js';
import { useWhyNotWith } from '../session/may.js';
import { comparisonOf } from './compare-twin.js';
import { twinQuery } from './use-twin.js';

/**
 * Has the twin of a device ready for whoever is about to go there: call `come` then. It is asked for once every few seconds at most,
 * however often that is, and not at all where they may not see it. `ready` says that its page can be drawn, out of sight; that is over
 * with each coming and going.
 */
export function useTwinAhead(device: Pick<Schemas['Device'], 'deviceId' | 'may'>, there: boolean): { ready: boolean; come(): void } {
  const client = useQueryClient();
  const mayNotRead = useWhyNotWith(device, 'twin:read');
  const [ready, setReady] = useState(false);
  useEffect(() => setReady(false), [there]);
  const come = () => {
    if (mayNotRead !== null || there) return;
    void client.fetchQuery(twinQuery({ deviceId: device.deviceId, moduleId: null })).then(
      (twin) => {
        comparisonOf(twin);
        setReady(true);
      },
      // Whoever goes there is told what is wrong.
      () => undefined,
    );
  };
  return { ready, come };
}
