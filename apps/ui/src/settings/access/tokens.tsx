import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import TableCell from '@mui/material/TableCell';
import TableRow from '@mui/material/TableRow';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { mdiPlus } from '@mdi/js';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, type Schemas } from '../../api/client.js';
import { useAnnounce } from '../../look/announcements.js';
import { ConfirmDialog } from '../../look/confirm-dialog.js';
import { DataTable } from '../../look/data-table.js';
import { FormDialog } from '../../look/form-dialog.js';
import { Icon } from '../../look/icon.js';
import { LoadingLines } from '../../look/loading.js';
import { Panel } from '../../look/panel.js';
import { ProblemAlert } from '../../look/problem-alert.js';
import { SecretOnceDialog } from '../../look/secret-once-dialog.js';
import { Time } from '../../look/times.js';
import { RoleAndScope, scopeWord, type Role, type Scope } from './scope.js';

type Token = Schemas['Token'];

/** Tokens for programs, and for people where there is no identity provider. */
export function Tokens() {
  const client = useQueryClient();
  const announce = useAnnounce();
  const { data, error, refetch } = useQuery({ queryKey: ['tokens'], queryFn: () => answer(api.GET('/api/v1/access/tokens', { params: { query: { limit: 500 } } })) });
  const [issuing, setIssuing] = useState(false);
  const [shown, setShown] = useState<Schemas['TokenWithSecret'] | null>(null);
  const [revoking, setRevoking] = useState<Token | null>(null);
  const revoke = useMutation({
    mutationFn: ({ id }: Token) => answer(api.DELETE('/api/v1/access/tokens/{tokenId}', { params: { path: { tokenId: id } } })),
    onSuccess: async (_nothing, { name }) => {
      announce(`The token ${name} is revoked.`);
      setRevoking(null);
      await client.invalidateQueries({ queryKey: ['tokens'] });
    },
  });
  return (
    <Panel
      flush
      title="Tokens"
      about="For programs, and for people where there is no identity provider. Only a hash of each is kept."
      actions={
        <Button variant="contained" startIcon={<Icon path={mdiPlus} />} onClick={() => setIssuing(true)}>
          Issue a token
        </Button>
      }
    >
      {error && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {!data && !error && <LoadingLines />}
      {data && (
        <DataTable label="List of tokens" heads={['Name', 'May', 'Issued', 'Last used', 'Valid until', 'Revoke']} acts={['Revoke']}>
          {data.items.map((token) => (
            <TableRow key={token.id}>
              <TableCell sx={{ fontWeight: 600, overflowWrap: 'anywhere', minWidth: 120 }}>{token.name}</TableCell>
              <TableCell sx={{ whiteSpace: 'nowrap' }}>{token.grants.map(({ role, scope }) => `${role} of ${scopeWord(scope)}`).join('; ') || 'nothing'}</TableCell>
              <TableCell sx={{ whiteSpace: 'nowrap' }}>
                <Time at={token.createdAt} />
              </TableCell>
              <TableCell sx={{ whiteSpace: 'nowrap' }}>{token.lastUsedAt ? <Time at={token.lastUsedAt} /> : 'never'}</TableCell>
              <TableCell sx={{ whiteSpace: 'nowrap' }}>{token.expiresAt ? <Time at={token.expiresAt} /> : 'no end'}</TableCell>
              <TableCell align="right">
                <Button color="error" aria-label={`Revoke ${token.name}`} onClick={() => setRevoking(token)}>
                  Revoke
                </Button>
              </TableCell>
            </TableRow>
          ))}
        </DataTable>
      )}
      {issuing && (
        <IssueToken
          onClose={() => setIssuing(false)}
          onDone={(token) => {
            setIssuing(false);
            setShown(token);
            void client.invalidateQueries({ queryKey: ['tokens'] });
          }}
        />
      )}
      {shown && (
        <SecretOnceDialog title={`The token ${shown.name}`} lines={[{ name: 'Token', text: shown.token }]} onClose={() => setShown(null)}>
          Programs send it as <code>Authorization: Bearer …</code>. People type it on the sign-in page.
        </SecretOnceDialog>
      )}
      <ConfirmDialog open={revoking !== null} danger title={`Revoke ${revoking?.name ?? ''}?`} deed="Revoke" pending={revoke.isPending} error={revoke.error} onConfirm={() => revoking && revoke.mutate(revoking)} onClose={() => setRevoking(null)}>
        <Typography>Whoever uses it is refused from now on. It cannot be brought back.</Typography>
      </ConfirmDialog>
    </Panel>
  );
}

const DAYS = [7, 30, 90, 365] as const;

function IssueToken({ onClose, onDone }: { onClose(): void; onDone(token: Schemas['TokenWithSecret']): void }) {
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('viewer');
  const [scope, setScope] = useState<Scope>({ kind: 'all' });
  const [days, setDays] = useState<number>(90);
  const issue = useMutation({ mutationFn: () => answer(api.POST('/api/v1/access/tokens', { body: { name: name.trim(), role, scope, ...(days > 0 && { expiresInDays: days }) } })), onSuccess: onDone });
  return (
    <FormDialog title="Issue a token" deed="Issue" pending={issue.isPending} error={issue.error} onSubmit={() => issue.mutate()} onClose={onClose}>
      <TextField autoFocus required label="Name" helperText="Who or what will use it." value={name} onChange={(event) => setName(event.target.value)} slotProps={{ htmlInput: { maxLength: 255 } }} />
      <RoleAndScope role={role} scope={scope} onRole={setRole} onScope={setScope} />
      <TextField select label="Valid for" value={days} onChange={(event) => setDays(Number(event.target.value))}>
        {DAYS.map((one) => (
          <MenuItem key={one} value={one}>
            {one} days
          </MenuItem>
        ))}
        <MenuItem value={0}>Until it is revoked</MenuItem>
      </TextField>
    </FormDialog>
  );
}
