import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { mdiDevices, mdiPlus } from '@mdi/js';
import { useState } from 'react';
import { answer, api, type Schemas } from '../api/client.js';
import { ActionButton } from '../look/action-button.js';
import { useAnnounce } from '../look/announcements.js';
import { Empty } from '../look/empty.js';
import { count } from '../look/format-time.js';
import { Icon } from '../look/icon.js';
import { Panel } from '../look/panel.js';
import { ProblemAlert } from '../look/problem-alert.js';
import { SimulatedDeviceTable } from './simulated-device-table.js';
import { useOrder, useSimulatedDevices, type FleetAction, type ListedStatus } from './use-simulation.js';

type Counts = Schemas['Simulation']['devices'];
type Change = Schemas['SimulatedChangeRequest'];

const PAGE = 10;
/** As many as the API shows at once; the others are found under Devices. */
const MOST = 500;
const MANY = 100;

const STATUSES: readonly [ListedStatus, string][] = [['pending', 'Pending'], ['accepted', 'Accepted'], ['rejected', 'Rejected'], ['noauth', 'Dismissed'], ['preauthorized', 'Preauthorized']];
const DONE: Readonly<Record<FleetAction, string>> = { accept: 'accepted', reject: 'rejected', dismiss: 'dismissed', decommission: 'decommissioned' };

const named = (amount: number): string => `${count(amount)} ${amount === 1 ? 'device' : 'devices'}`;
const countOf = (devices: Counts, status: ListedStatus | null): number => (status ? (devices[status] ?? 0) : Object.values(devices).reduce((sum, amount) => sum + amount, 0));

/** The devices of the simulated fleet manager, what Lockstep made of each, and what can be done with them. */
export function SimulatedDevices({ devices }: { devices: Counts }) {
  const announce = useAnnounce();
  const add = useOrder(
    (amount: number) => answer(api.POST('/api/v1/simulation/devices', { body: { count: amount } })),
    ({ deviceIds }) => announce(`${named(deviceIds.length)} ${deviceIds.length === 1 ? 'asks' : 'ask'} to be let in.`),
  );
  const change = useOrder(
    (body: Change) => answer(api.POST('/api/v1/simulation/changes', { body })),
    ({ changed }, { action }) => announce(`${named(changed)} ${DONE[action]}.`),
  );
  const addButton = (amount: number, word: string) => (
    <Button startIcon={<Icon path={mdiPlus} />} loading={add.isPending && add.variables === amount} onClick={() => add.mutate(amount)}>
      {word}
    </Button>
  );
  return (
    <Panel
      flush
      title="Devices of the fleet manager"
      about="What an administrator does in Mender, and what becomes of it in the hub."
      actions={
        <>
          {addButton(1, 'Add a device')}
          {addButton(MANY, 'Add a hundred')}
          <ActionButton variant="contained" whyNot={countOf(devices, 'pending') === 0 ? 'No device is pending. Add one first.' : null} loading={change.isPending && change.variables.status === 'pending'} onClick={() => change.mutate({ action: 'accept', status: 'pending' })}>
            Accept all pending
          </ActionButton>
        </>
      }
    >
      {(add.error ?? change.error) ? <ProblemAlert error={add.error ?? change.error} /> : null}
      {countOf(devices, null) === 0 ? (
        <Empty icon={mdiDevices} title="No device asked to be let in yet">
          Add a device, then accept it: within a second or two it is in the hub, enabled, and has its connection string.
        </Empty>
      ) : (
        <Shown devices={devices} onChange={(action, deviceId) => !change.isPending && change.mutate({ action, deviceIds: [deviceId] })} />
      )}
    </Panel>
  );
}

/** Those with one status, or all of them, as many as are wanted. */
function Shown({ devices, onChange }: { devices: Counts; onChange(action: FleetAction, deviceId: string): void }) {
  const [limit, setLimit] = useState(PAGE);
  const [status, setStatus] = useState<ListedStatus | null>(null);
  const { data, error, refetch } = useSimulatedDevices(limit, status);
  const shown = data?.items.length ?? 0;
  const wanted = countOf(devices, status);
  return (
    <>
      <TextField select label="In the fleet" value={status ?? ''} onChange={(event) => setStatus((event.target.value || null) as ListedStatus | null)} sx={{ width: 220, mx: 2.5, my: 1 }} slotProps={{ inputLabel: { shrink: true }, select: { displayEmpty: true } }}>
        <MenuItem value="">Any ({count(countOf(devices, null))})</MenuItem>
        {STATUSES.map(([one, word]) => (
          <MenuItem key={one} value={one}>
            {word} ({count(countOf(devices, one))})
          </MenuItem>
        ))}
      </TextField>
      {error && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      <SimulatedDeviceTable devices={data?.items ?? []} onChange={onChange} />
      <Stack direction="row" spacing={2} sx={{ px: 2.5, py: 1.25, alignItems: 'center' }}>
        <Typography variant="caption" color="textSecondary">
          {count(shown)} of {named(wanted)}
          {limit >= MOST && shown < wanted && '; the others are under Devices'}
        </Typography>
        {shown < wanted && limit < MOST && (
          <Button size="small" onClick={() => setLimit(Math.min(MOST, limit * 5))}>
            Show more
          </Button>
        )}
      </Stack>
    </>
  );
}
