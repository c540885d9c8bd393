import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TableCell from '@mui/material/TableCell';
import TableRow from '@mui/material/TableRow';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { mdiAccountKeyOutline, mdiPlus } from '@mdi/js';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, type Schemas } from '../../api/client.js';
import { useAnnounce } from '../../look/announcements.js';
import { ConfirmDialog } from '../../look/confirm-dialog.js';
import { DataTable } from '../../look/data-table.js';
import { Empty } from '../../look/empty.js';
import { FormDialog } from '../../look/form-dialog.js';
import { Icon } from '../../look/icon.js';
import { LoadingLines } from '../../look/loading.js';
import { Panel } from '../../look/panel.js';
import { ProblemAlert } from '../../look/problem-alert.js';
import { Time } from '../../look/times.js';
import { RoleAndScope, scopeWord, type Role, type Scope } from './scope.js';

type Grant = Schemas['Grant'];
type Subject = Grant['subject'];

const subjectWord = (subject: Subject): string => (subject.kind === 'claim' ? `everybody with ${subject.name} = ${subject.value}` : `${subject.kind} ${subject.id}`);

/** Roles of users, of tokens, and of everybody of whom the identity provider claims something. */
export function Grants() {
  const client = useQueryClient();
  const announce = useAnnounce();
  const { data, error, refetch } = useQuery({ queryKey: ['grants'], queryFn: () => answer(api.GET('/api/v1/access/grants', { params: { query: { limit: 500 } } })) });
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<Grant | null>(null);
  const remove = useMutation({
    mutationFn: ({ id }: Grant) => answer(api.DELETE('/api/v1/access/grants/{grantId}', { params: { path: { grantId: id } } })),
    onSuccess: async () => {
      announce('The grant is taken back.');
      setRemoving(null);
      await client.invalidateQueries({ queryKey: ['grants'] });
    },
  });
  return (
    <Panel
      flush
      title="Grants"
      about="A role over everything, a group or a device. Who has none sees nothing."
      actions={
        <Button startIcon={<Icon path={mdiPlus} />} onClick={() => setAdding(true)}>
          Add a grant
        </Button>
      }
    >
      {error && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {!data && !error && <LoadingLines />}
      {data?.items.length === 0 && (
        <Empty icon={mdiAccountKeyOutline} title="No grants yet">
          Tokens carry the role that they were issued with. Users of an identity provider need a grant, by name or by a claim such as a group.
        </Empty>
      )}
      {data && data.items.length > 0 && (
        <DataTable label="List of grants" heads={['Who', 'May', 'Granted', 'By', 'Take back']} acts={['Take back']}>
          {data.items.map((grant) => (
            <TableRow key={grant.id}>
              <TableCell sx={{ overflowWrap: 'anywhere', minWidth: 140 }}>{subjectWord(grant.subject)}</TableCell>
              <TableCell sx={{ whiteSpace: 'nowrap' }}>
                {grant.role} of {scopeWord(grant.scope)}
              </TableCell>
              <TableCell sx={{ whiteSpace: 'nowrap' }}>
                <Time at={grant.createdAt} />
              </TableCell>
              <TableCell sx={{ overflowWrap: 'anywhere' }}>{grant.createdBy}</TableCell>
              <TableCell align="right">
                <Button color="error" aria-label={`Take back ${grant.role} of ${subjectWord(grant.subject)}`} onClick={() => setRemoving(grant)}>
                  Take back
                </Button>
              </TableCell>
            </TableRow>
          ))}
        </DataTable>
      )}
      {adding && (
        <AddGrant
          onClose={() => setAdding(false)}
          onDone={() => {
            setAdding(false);
            announce('Granted.');
            void client.invalidateQueries({ queryKey: ['grants'] });
          }}
        />
      )}
      <ConfirmDialog open={removing !== null} danger title="Take this grant back?" deed="Take back" pending={remove.isPending} error={remove.error} onConfirm={() => removing && remove.mutate(removing)} onClose={() => setRemoving(null)}>
        <Typography>{removing && `${subjectWord(removing.subject)} is no longer ${removing.role} of ${scopeWord(removing.scope)}, from the next request on.`}</Typography>
      </ConfirmDialog>
    </Panel>
  );
}

const SUBJECTS: Readonly<Record<Subject['kind'], { word: string; label: string; help: string }>> = {
  user: { word: 'A user', label: 'User', help: 'As the identity provider names it: its subject.' },
  claim: { word: 'Everybody with a claim', label: 'Value', help: 'Such as the name of a group or of an app role.' },
  token: { word: 'A token', label: 'Token id', help: 'The id, not the token itself.' },
};

function AddGrant({ onClose, onDone }: { onClose(): void; onDone(): void }) {
  const [kind, setKind] = useState<Subject['kind']>('user');
  const [id, setId] = useState('');
  const [claim, setClaim] = useState('roles');
  const [role, setRole] = useState<Role>('viewer');
  const [scope, setScope] = useState<Scope>({ kind: 'all' });
  const subject: Subject = kind === 'claim' ? { kind, name: claim.trim(), value: id.trim() } : { kind, id: id.trim() };
  const add = useMutation({ mutationFn: () => answer(api.POST('/api/v1/access/grants', { body: { subject, role, scope } })), onSuccess: onDone });
  return (
    <FormDialog title="Add a grant" deed="Grant" pending={add.isPending} error={add.error} onSubmit={() => add.mutate()} onClose={onClose}>
      <TextField select label="To" value={kind} onChange={(event) => setKind(event.target.value as Subject['kind'])}>
        {Object.entries(SUBJECTS).map(([value, { word }]) => (
          <MenuItem key={value} value={value}>
            {word}
          </MenuItem>
        ))}
      </TextField>
      <Stack direction={{ xs: 'column', sm: 'row' }} spacing={2}>
        {kind === 'claim' && <TextField required label="Claim" value={claim} onChange={(event) => setClaim(event.target.value)} slotProps={{ htmlInput: { maxLength: 100 } }} />}
        <TextField required label={SUBJECTS[kind].label} helperText={SUBJECTS[kind].help} value={id} onChange={(event) => setId(event.target.value)} slotProps={{ htmlInput: { maxLength: 255 } }} />
      </Stack>
      <RoleAndScope role={role} scope={scope} onRole={setRole} onScope={setScope} />
    </FormDialog>
  );
}
