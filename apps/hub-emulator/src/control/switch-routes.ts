import { Switches } from '../switches.js';
import { readBodyAs, type ControlRoute } from './control-call.js';

const SomeSwitches = Switches.partial();

export const SWITCH_ROUTES: readonly ControlRoute[] = [
  {
    method: 'GET',
    path: '/emulator/switches',
    run: ({ emulator: { switches } }) => ({ status: 200, body: switches.now }),
  },
  {
    method: 'PATCH',
    path: '/emulator/switches',
    run: ({ emulator: { switches }, body }) => ({ status: 200, body: switches.change(readBodyAs(SomeSwitches, body)) }),
  },
];
