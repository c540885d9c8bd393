import TextField from '@mui/material/TextField';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, type Schemas } from '../../api/client.js';
import { FormDialog } from '../../look/form-dialog.js';
import { EditionFields } from './edition-fields.js';

interface DescribeHubProps {
  hub: Schemas['Integration'];
  onClose(): void;
  onDone(sentence: string): void;
}

/** Its name and description for people, and what it was bought as. */
export function DescribeHub({ hub, onClose, onDone }: DescribeHubProps) {
  const [name, setName] = useState(hub.name);
  const [description, setDescription] = useState(hub.description);
  const [edition, setEdition] = useState({ sku: hub.sku, units: hub.units });
  const describe = useMutation({
    mutationFn: () => answer(api.PATCH('/api/v1/integrations/{id}', { params: { path: { id: hub.id }, header: { 'If-Match': `"${hub.version}"` } }, body: { name, description, ...edition } })),
    onSuccess: () => onDone('Saved.'),
  });
  return (
    <FormDialog title="Name, description, edition" deed="Save" pending={describe.isPending} error={describe.error} onSubmit={() => describe.mutate()} onClose={onClose}>
      <TextField label="Name" autoFocus value={name} onChange={(event) => setName(event.target.value)} slotProps={{ htmlInput: { maxLength: 100 } }} />
      <TextField label="Description" multiline minRows={2} value={description} onChange={(event) => setDescription(event.target.value)} slotProps={{ htmlInput: { maxLength: 1024 } }} />
      <EditionFields edition={edition} onChange={setEdition} />
    </FormDialog>
  );
}
