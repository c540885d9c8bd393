import { connectSdk, type Sdk } from '../../../apps/hub-emulator/src/test/connect-sdk.js';
import { S3_A_MINUTE, startHubUnderTest, type HubUnderTest } from './hub-under-test.js';

/** What a baseline does with one event; it may take as many calls as it likes. Throws when the event is lost. */
export type Act = (event: number) => Promise<void>;

/** What a baseline made of its time. */
export interface BaselineResult {
  events: number;
  lost: number;
  /** Registry operations that the hub granted, and that it refused. */
  used: number;
  refused: number;
  /** Calls of every kind, an event: registry, twins and queries. */
  callsPerEvent: number;
  registryPerEvent: number;
  /** Events in a minute of the hub; lost ones are none. */
  perMinute: number;
  /** Registry operations granted, of what the limit allows. */
  share: number;
}

/** One hub for baselines: real time, nothing saved up, so nobody gets more than the steady rate. */
export interface BaselineSite {
  sdk: Sdk;
  /** Takes events one after the other until `until` says that it is enough. Lost ones are counted, not repeated. */
  measure(act: Act, enough: (elapsedSeconds: number, events: number) => boolean): Promise<BaselineResult>;
  stop(): Promise<void>;
}

/** A hub minute lasts a real one here. */
export async function openBaselineSite(roundTripMs: number): Promise<BaselineSite> {
  const hub = await startHubUnderTest();
  await hub.limit(1);
  await hub.putAway(roundTripMs);
  const sdk = connectSdk({ ...hub, connectionString: () => hub.connectionString });
  return {
    sdk,
    measure: (act, enough) => measure(hub, act, enough),
    stop: async () => {
      sdk.close();
      await hub.stop();
    },
  };
}

export const isThrottled = (error: unknown): boolean => (error as { response?: { statusCode?: number } }).response?.statusCode === 429;

async function measure(hub: HubUnderTest, act: Act, enough: (elapsedSeconds: number, events: number) => boolean): Promise<BaselineResult> {
  await hub.drain();
  await hub.beginLedger();
  const started = performance.now();
  const elapsed = (): number => (performance.now() - started) / 1000;
  let [events, lost] = [0, 0];
  for (; !enough(elapsed(), events); events++) {
    try {
      await act(events);
    } catch (error) {
      // Anything but a refusal would be a mistake of this bench, and no weakness of theirs.
      if (!isThrottled(error)) throw error;
      lost += 1;
    }
  }
  const minutes = elapsed() / 60;
  const [registry, twins, queries] = [await hub.account('registry'), await hub.account('twin-updates'), await hub.account('queries')];
  return {
    events,
    lost,
    used: registry.used,
    refused: registry.asked - registry.used,
    callsPerEvent: (registry.asked + twins.asked + queries.asked) / events,
    registryPerEvent: registry.asked / events,
    perMinute: (events - lost) / minutes,
    share: registry.used / (minutes * S3_A_MINUTE),
  };
}
