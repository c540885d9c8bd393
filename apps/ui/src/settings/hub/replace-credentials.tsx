import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import Typography from '@mui/material/Typography';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, type Schemas } from '../../api/client.js';
import { isProblem } from '../../api/problem.js';
import { FormDialog } from '../../look/form-dialog.js';
import { count } from '../../look/format-time.js';
import { CredentialsFields } from './credentials-fields.js';
import { credentialsOf, EMPTY_DRAFT } from './credentials.js';

interface ChangeProps {
  hub: Schemas['Integration'];
  onClose(): void;
  onDone(sentence: string): void;
}

interface MovePlan {
  from: string;
  to: string;
  toProvision: number;
  leftBehind: number;
}

/** New credentials for the same hub, or, once that is confirmed, for another one that all devices move to. */
export function ReplaceCredentials({ hub, onClose, onDone }: ChangeProps) {
  const [draft, setDraft] = useState({ ...EMPTY_DRAFT, hostName: hub.hostName, tenantId: hub.credentials.tenantId ?? '', clientId: hub.credentials.clientId ?? '' });
  const replace = useMutation({
    mutationFn: (confirm: 'true' | 'false') =>
      answer(api.PUT('/api/v1/integrations/{id}/credentials', { params: { path: { id: hub.id }, query: { confirm }, header: { 'If-Match': `"${hub.version}"` } }, body: credentialsOf(draft) })),
    onSuccess: ({ hostName }) => onDone(hostName === hub.hostName ? `The credentials of ${hostName} are replaced.` : `Every device moves to ${hostName}.`),
  });
  const plan = isProblem(replace.error, 'hub-would-change') ? (replace.error.body.plan as MovePlan) : null;
  return (
    <FormDialog
      title="Replace credentials"
      deed={plan ? `Move every device to ${plan.to}` : 'Replace'}
      pending={replace.isPending}
      error={plan ? null : replace.error}
      onSubmit={() => replace.mutate(plan ? 'true' : 'false')}
      onClose={onClose}
    >
      <Typography variant="body2" color="textSecondary">
        For {hub.hostName}, they take effect with the next call. Those of another hub move every device there; you are asked first.
      </Typography>
      <CredentialsFields
        draft={draft}
        onChange={(next) => {
          setDraft(next);
          replace.reset();
        }}
      />
      {plan && (
        <Alert severity="warning" role="alert">
          <AlertTitle sx={{ fontWeight: 650 }}>These are the credentials of another hub</AlertTitle>
          From {plan.from} to {plan.to}: {count(plan.toProvision)} accepted devices are created there with new keys, and their connection strings are delivered anew. {count(plan.leftBehind)} identities stay behind in the old hub as they are.
        </Alert>
      )}
    </FormDialog>
  );
}
