import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { mdiConnection } from '@mdi/js';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, type Schemas } from '../api/client.js';
import { isProblem } from '../api/problem.js';
import { useAnnounce } from '../look/announcements.js';
import { ConfirmDialog } from '../look/confirm-dialog.js';
import { ConnectionTrouble } from '../look/connection-trouble.js';
import { Fact, Facts } from '../look/facts.js';
import { Icon } from '../look/icon.js';
import { LoadingLines } from '../look/loading.js';
import { Panel } from '../look/panel.js';
import { ProblemAlert } from '../look/problem-alert.js';
import { Refused } from '../look/refused.js';
import { MONO } from '../look/theme.js';
import { useWhyNot } from '../session/may.js';

type Fleet = Schemas['FleetConnection'];

const ASK_EVERY_MS = 5_000;

const findFleet = async (): Promise<Fleet | null> => {
  try {
    return await answer(api.GET('/api/v1/fleet'));
  } catch (error) {
    if (isProblem(error, 'not-found')) return null;
    throw error;
  }
};

/** The fleet manager: where devices are accepted, and connection strings delivered. */
export function FleetPage() {
  const whyNot = useWhyNot('integration:manage', { everywhere: true });
  const [replacing, setReplacing] = useState(false);
  // Not while somebody types: what is sent then is on the condition of what was seen before.
  const refetchInterval = replacing ? false : ASK_EVERY_MS;
  const { data: fleet, error, isPending, refetch } = useQuery({ queryKey: ['fleet'], queryFn: findFleet, enabled: whyNot === null, refetchInterval });
  if (whyNot !== null) return <Refused whyNot={whyNot} />;
  if (error) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  if (isPending) return <LoadingLines />;
  return fleet && !replacing ? <FleetPanel fleet={fleet} onReplace={() => setReplacing(true)} /> : <ConnectFleet fleet={fleet} onDone={() => setReplacing(false)} />;
}

/** What it was at when it was read, so that nobody else's change is lost. */
const seen = (fleet: Fleet) => ({ params: { header: { 'If-Match': `"${fleet.version}"` } } });

function FleetPanel({ fleet, onReplace }: { fleet: Fleet; onReplace(): void }) {
  const client = useQueryClient();
  const announce = useAnnounce();
  const [removing, setRemoving] = useState(false);
  const test = useMutation({ mutationFn: () => answer(api.POST('/api/v1/fleet/test')) });
  const remove = useMutation({
    mutationFn: () => answer(api.DELETE('/api/v1/fleet', seen(fleet))),
    onSuccess: async () => {
      announce('The fleet manager is removed here.');
      setRemoving(false);
      await client.invalidateQueries();
    },
  });
  return (
    <Panel
      title="Mender"
      about="Asked what each device is, and where connection strings are put into the configuration of devices."
      actions={
        <Button variant="contained" startIcon={<Icon path={mdiConnection} />} loading={test.isPending} onClick={() => test.mutate()}>
          Test connection
        </Button>
      }
    >
      <Stack spacing={2}>
        <ConnectionTrouble trouble={fleet.trouble} />
        {test.isError && <ProblemAlert error={test.error} />}
        {test.data && <FleetTestResult test={test.data} />}
        <Facts>
          <Fact name="Address">
            <code>{fleet.url}</code>
          </Fact>
          <Fact name="Token">
            <span style={{ fontFamily: MONO }}>{fleet.maskedToken}</span>
          </Fact>
        </Facts>
        <Stack direction="row" spacing={1}>
          <Button onClick={onReplace}>Replace</Button>
          <Button color="error" onClick={() => setRemoving(true)}>
            Remove
          </Button>
        </Stack>
      </Stack>
      <ConfirmDialog open={removing} danger title="Remove the fleet manager?" deed="Remove" pending={remove.isPending} error={remove.error} onConfirm={() => remove.mutate()} onClose={() => setRemoving(false)}>
        <Typography>Connection strings are not delivered any more, and events alone say what is wanted of a device. Devices that are in the hub stay there.</Typography>
      </ConfirmDialog>
    </Panel>
  );
}

const FleetTestResult = ({ test: { ok, trouble } }: { test: Schemas['FleetTest'] }) => (
  <Alert severity={ok ? 'success' : 'error'} role="status">
    <AlertTitle sx={{ fontWeight: 650 }}>{ok ? 'The connection works' : 'The connection does not work'}</AlertTitle>
    {trouble ? `${trouble.sentence} ${trouble.detail}` : 'The fleet manager showed its list of devices.'}
  </Alert>
);

function ConnectFleet({ fleet, onDone }: { fleet: Fleet | null; onDone(): void }) {
  const client = useQueryClient();
  const announce = useAnnounce();
  const [url, setUrl] = useState(fleet?.url ?? '');
  const [token, setToken] = useState('');
  const connect = useMutation({
    mutationFn: () => answer(api.PUT('/api/v1/fleet', { body: { url: url.trim(), token: token.trim() }, ...(fleet && seen(fleet)) })),
    onSuccess: async () => {
      announce('The fleet manager is connected.');
      onDone();
      await client.invalidateQueries();
    },
  });
  return (
    <Panel title={fleet ? 'Replace the fleet manager' : 'Connect Mender'} about="Lockstep asks it for the state of devices and delivers connection strings through its Configure add-on.">
      <Stack
        component="form"
        spacing={2}
        sx={{ maxWidth: 640 }}
        onSubmit={(event) => {
          event.preventDefault();
          connect.mutate();
        }}
      >
        <TextField label="Address" type="url" required placeholder="https://hosted.mender.io" value={url} onChange={(event) => setUrl(event.target.value)} slotProps={{ inputLabel: { shrink: true } }} />
        <TextField label="Personal access token" type="password" autoComplete="off" required value={token} onChange={(event) => setToken(event.target.value)} helperText="Of a user who may see devices and their configuration. Kept sealed, never shown again." />
        {connect.isError && <ProblemAlert error={connect.error} />}
        <Stack direction="row" spacing={1}>
          <Button type="submit" variant="contained" loading={connect.isPending}>
            Connect
          </Button>
          {fleet && <Button onClick={onDone}>Cancel</Button>}
        </Stack>
      </Stack>
    </Panel>
  );
}
