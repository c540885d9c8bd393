import { setTimeout as wait } from 'node:timers/promises';
import { certificateOf } from '../access/find-certificate.js';
import { lagOf, type FaultOrder } from '../faults/fault.js';
import { faultAnswer } from '../faults/fault-answer.js';
import type { Emulator } from './emulator.js';
import { breakOff, end, NOTHING, tell, tellHalf, type Exchange } from './exchange.js';
import { perform, type Asked } from './perform.js';

const DEFAULT_TYPE = 'text/html';

/** Lets an ordered fault have its way with a request. */
export async function meetFault(emulator: Emulator, exchange: Exchange, fault: FaultOrder): Promise<void> {
  const { request, response, entry } = exchange;
  const asked = bend(exchange, fault);
  entry.fault = fault.kind;
  if (fault.delayMs) await wait(fault.delayMs, undefined, { signal: emulator.stopping, ref: false });
  switch (fault.kind) {
    case 'status':
      return tell(emulator, exchange, faultAnswer(fault), fault.headers);
    case 'silence':
      response.once('close', () => end(emulator, entry, 0, NOTHING));
      return undefined;
    case 'reset-before':
      return breakOff(emulator, exchange, NOTHING);
    case 'half-close':
      end(emulator, entry, 0, NOTHING);
      return void request.socket.end();
    case 'reset-after':
      return breakOff(emulator, exchange, await perform(emulator, asked));
    case 'truncate':
      return tellHalf(emulator, exchange, await perform(emulator, asked), fault.afterBytes);
    case 'wrong-type':
      return tell(emulator, exchange, await perform(emulator, asked), { 'Content-Type': fault.contentType ?? DEFAULT_TYPE });
    case 'clock-skew':
      return tell(emulator, exchange, await perform(emulator, asked), { Date: new Date(emulator.clock.nowMs() + asked.skewMs).toUTCString() });
    case 'delay':
    case 'stale-query':
      return tell(emulator, exchange, await perform(emulator, asked));
  }
}

function bend({ request, visit }: Exchange, fault: FaultOrder): Asked {
  const skewMs = fault.kind === 'clock-skew' ? (fault.skewMs ?? 0) : 0;
  return { visit, headers: request.headers, certificate: () => certificateOf(request), skewMs, lagMs: lagOf(fault) };
}
