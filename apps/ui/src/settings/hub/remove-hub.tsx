import Alert from '@mui/material/Alert';
import Typography from '@mui/material/Typography';
import { useMutation } from '@tanstack/react-query';
import { answer, api, type Schemas } from '../../api/client.js';
import { isProblem } from '../../api/problem.js';
import { ConfirmDialog } from '../../look/confirm-dialog.js';
import { count } from '../../look/format-time.js';

interface RemoveHubProps {
  hub: Schemas['Integration'];
  onClose(): void;
  onDone(sentence: string): void;
}

/** Forgets the hub. While devices are in it, it says how many, and asks once more. */
export function RemoveHub({ hub, onClose, onDone }: RemoveHubProps) {
  const remove = useMutation({
    mutationFn: (detach: 'true' | 'false') => answer(api.DELETE('/api/v1/integrations/{id}', { params: { path: { id: hub.id }, query: { detach }, header: { 'If-Match': `"${hub.version}"` } } })),
    onSuccess: () => onDone(`${hub.hostName} is removed here and left as it is there.`),
  });
  const kept = isProblem(remove.error, 'integration-in-use') ? Number(remove.error.body.devices) : null;
  return (
    <ConfirmDialog
      open
      danger
      title={`Remove ${hub.hostName}?`}
      deed={kept === null ? 'Remove' : 'Leave the devices there and remove'}
      pending={remove.isPending}
      error={kept === null ? remove.error : null}
      onConfirm={() => remove.mutate(kept === null ? 'false' : 'true')}
      onClose={onClose}
    >
      <Typography>Its credentials are forgotten here. New events wait until a hub is connected again. The hub itself is not touched.</Typography>
      {kept !== null && (
        <Alert severity="warning" role="alert">
          {count(kept)} {kept === 1 ? 'device is' : 'devices are'} in this hub. Removed now, {kept === 1 ? 'it stays' : 'they stay'} there as {kept === 1 ? 'it is' : 'they are'}, able to sign in, and nobody disables or deletes {kept === 1 ? 'it' : 'them'} any more. To take them out first, decommission them in the fleet.
        </Alert>
      )}
    </ConfirmDialog>
  );
}
