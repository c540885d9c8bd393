import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api, type Schemas } from '../api/client.js';

export type Fault = Schemas['Simulation']['faults'][number]['fault'];
export type SimulatedDevice = Schemas['SimulatedDevicePage']['items'][number];
export type FleetAction = Schemas['SimulatedChangeRequest']['action'];
export type ListedStatus = SimulatedDevice['status'];

const KEY = ['simulation'];
/** Devices change by themselves here: whoever looks wants to see it happen. */
const ASK_EVERY_MS = 2_000;

/** How many simulated devices there are, and what is broken. */
export const useSimulation = (enabled: boolean) =>
  useQuery({ queryKey: [...KEY, 'state'], queryFn: () => answer(api.GET('/api/v1/simulation')), refetchInterval: ASK_EVERY_MS, enabled });

/** The first of the simulated devices, at most so many. */
export const useSimulatedDevices = (limit: number, status: ListedStatus | null) =>
  useQuery({
    queryKey: [...KEY, 'devices', limit, status],
    queryFn: () => answer(api.GET('/api/v1/simulation/devices', { params: { query: { limit, ...(status && { status }) } } })),
    refetchInterval: ASK_EVERY_MS,
    placeholderData: (before) => before,
  });

/** One thing that is done to the simulated fleet; what is shown of it is asked for anew. */
export function useOrder<Order, Answer>(order: (wanted: Order) => Promise<Answer>, done: (answer: Answer, wanted: Order) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: order,
    onSuccess: (answered, wanted) => {
      done(answered, wanted);
      // Not waited for: the next order may come before what is shown was asked for anew.
      void client.invalidateQueries({ queryKey: KEY });
    },
  });
}
