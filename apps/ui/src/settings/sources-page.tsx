import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import TableCell from '@mui/material/TableCell';
import TableRow from '@mui/material/TableRow';
import Typography from '@mui/material/Typography';
import { mdiPlus, mdiWebhook } from '@mdi/js';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, type Schemas } from '../api/client.js';
import { useAnnounce } from '../look/announcements.js';
import { ConfirmDialog } from '../look/confirm-dialog.js';
import { CopyButton } from '../look/copy-button.js';
import { DataTable } from '../look/data-table.js';
import { Empty } from '../look/empty.js';
import { Icon } from '../look/icon.js';
import { LoadingLines } from '../look/loading.js';
import { Panel } from '../look/panel.js';
import { ProblemAlert } from '../look/problem-alert.js';
import { Refused } from '../look/refused.js';
import { SecretOnceDialog } from '../look/secret-once-dialog.js';
import { Time } from '../look/times.js';
import { useWhyNot } from '../session/may.js';
import { AddSource, RotateSource, SOURCE_KINDS } from './source-dialogs.js';

type Source = Schemas['EventSource'];
type Secret = Schemas['EventSourceWithSecret'];

const addressOf = ({ address }: Source): string => new URL(address, location.origin).href;

/** Who sends us webhooks, and with which secret they sign. */
export function SourcesPage() {
  const whyNot = useWhyNot('integration:manage', { everywhere: true });
  const client = useQueryClient();
  const announce = useAnnounce();
  const { data, error, refetch } = useQuery({ queryKey: ['event-sources'], queryFn: () => answer(api.GET('/api/v1/event-sources')), enabled: whyNot === null });
  const [adding, setAdding] = useState(false);
  const [rotating, setRotating] = useState<Source | null>(null);
  const [removing, setRemoving] = useState<Source | null>(null);
  const [shown, setShown] = useState<Secret | null>(null);
  const remove = useMutation({
    mutationFn: ({ id }: Source) => answer(api.DELETE('/api/v1/event-sources/{id}', { params: { path: { id } } })),
    onSuccess: async () => {
      announce('The source is removed. Its webhooks are refused from now on.');
      setRemoving(null);
      await client.invalidateQueries({ queryKey: ['event-sources'] });
    },
  });
  const done = (secret: Secret) => {
    setAdding(false);
    setRotating(null);
    setShown(secret);
    void client.invalidateQueries({ queryKey: ['event-sources'] });
  };
  if (whyNot !== null) return <Refused whyNot={whyNot} />;

  return (
    <Panel
      flush
      title="Webhook sources"
      about="Each sender has an address and a secret of its own. What it signs is stored before it is acknowledged."
      actions={
        <Button variant="contained" startIcon={<Icon path={mdiPlus} />} onClick={() => setAdding(true)}>
          Add a source
        </Button>
      }
    >
      {error && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {!data && !error && <LoadingLines />}
      {data?.items.length === 0 && (
        <Empty icon={mdiWebhook} title="Nobody may send events yet">
          Add a source, then put its address and its secret into Mender (Settings, Integrations, Webhooks) or into any sender of Standard Webhooks.
        </Empty>
      )}
      {data && data.items.length > 0 && (
        <DataTable label="List of sources" heads={['Signs as', 'Address', 'Added', 'Secret', 'Do']} acts={['Do']}>
          {data.items.map((source) => (
            <TableRow key={source.id}>
              <TableCell sx={{ whiteSpace: 'nowrap', fontWeight: 600 }}>{SOURCE_KINDS[source.kind]}</TableCell>
              <TableCell sx={{ minWidth: 260 }}>
                <code style={{ overflowWrap: 'anywhere' }}>{addressOf(source)}</code> <CopyButton text={addressOf(source)} what="address" />
              </TableCell>
              <TableCell sx={{ whiteSpace: 'nowrap' }}>
                <Time at={source.createdAt} />
              </TableCell>
              <TableCell>
                {source.previousSecretUntil ? (
                  <>
                    The one before is valid until <Time at={source.previousSecretUntil} exact />
                  </>
                ) : (
                  'One is valid'
                )}
              </TableCell>
              <TableCell align="right">
                <Stack direction="row" spacing={1} sx={{ justifyContent: 'flex-end' }}>
                  <Button onClick={() => setRotating(source)}>Rotate</Button>
                  <Button color="error" onClick={() => setRemoving(source)}>
                    Remove
                  </Button>
                </Stack>
              </TableCell>
            </TableRow>
          ))}
        </DataTable>
      )}
      {adding && <AddSource onClose={() => setAdding(false)} onDone={done} />}
      {rotating && <RotateSource source={rotating} onClose={() => setRotating(null)} onDone={done} />}
      {shown && (
        <SecretOnceDialog title="Put this into the sender" lines={[{ name: 'Address', text: addressOf(shown) }, { name: 'Secret', text: shown.secret }]} onClose={() => setShown(null)}>
          {shown.kind === 'mender' ? 'In Mender: Settings, Integrations, Webhooks: URL and secret.' : 'In the sender: endpoint URL and signing secret.'}
          {shown.previousSecretUntil && (
            <>
              {' '}
              The secret before is valid until <Time at={shown.previousSecretUntil} exact />.
            </>
          )}
        </SecretOnceDialog>
      )}
      <ConfirmDialog open={removing !== null} danger title="Remove this source?" deed="Remove" pending={remove.isPending} error={remove.error} onConfirm={() => removing && remove.mutate(removing)} onClose={() => setRemoving(null)}>
        <Typography>Its webhooks are refused at once, and what it would have told is found out by the sweep alone. What came before stays.</Typography>
      </ConfirmDialog>
    </Panel>
  );
}
