import { FaultOrder } from '../faults/fault.js';
import { ControlRefusal, readBodyAs, type ControlRoute } from './control-call.js';

export const FAULT_ROUTES: readonly ControlRoute[] = [
  {
    method: 'POST',
    path: '/emulator/faults',
    run: ({ emulator: { faults }, body }) => ({ status: 201, body: faults.add(readBodyAs(FaultOrder, body)) }),
  },
  {
    method: 'GET',
    path: '/emulator/faults',
    run: ({ emulator: { faults } }) => ({ status: 200, body: { faults: faults.list() } }),
  },
  {
    method: 'DELETE',
    path: '/emulator/faults',
    run: ({ emulator: { faults } }) => {
      faults.clear();
      return { status: 204 };
    },
  },
  {
    method: 'DELETE',
    path: '/emulator/faults/{fault}',
    run: ({ emulator: { faults }, name }) => {
      if (!faults.remove(Number(name))) throw new ControlRefusal(404, `There is no fault '${name}'`);
      return { status: 204 };
    },
  },
];
