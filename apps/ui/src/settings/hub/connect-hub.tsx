import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '../../api/client.js';
import { useAnnounce } from '../../look/announcements.js';
import { Panel } from '../../look/panel.js';
import { ProblemAlert } from '../../look/problem-alert.js';
import { CredentialsFields } from './credentials-fields.js';
import { credentialsOf, EMPTY_DRAFT } from './credentials.js';
import { EditionFields, type Edition } from './edition-fields.js';

/** The first thing that an administrator does: which hub, and how to sign in to it. */
export function ConnectHub() {
  const client = useQueryClient();
  const announce = useAnnounce();
  const [draft, setDraft] = useState(EMPTY_DRAFT);
  const [edition, setEdition] = useState<Edition>({ sku: null, units: null });
  const [name, setName] = useState('');
  const connect = useMutation({
    mutationFn: () => answer(api.POST('/api/v1/integrations', { body: { name, description: '', ...edition, credentials: credentialsOf(draft) } })),
    onSuccess: async ({ hostName }) => {
      announce(`${hostName} is connected. Devices that waited for it go on now.`);
      await client.invalidateQueries();
    },
  });
  return (
    <Panel title="Connect your IoT Hub" about="Accepted devices are created in it, and their connection strings delivered. Credentials are kept sealed and never shown again.">
      <Stack
        component="form"
        spacing={2}
        sx={{ maxWidth: 640 }}
        onSubmit={(event) => {
          event.preventDefault();
          connect.mutate();
        }}
      >
        <CredentialsFields draft={draft} onChange={setDraft} />
        <EditionFields edition={edition} onChange={setEdition} />
        <TextField label="Name" helperText="For people; may stay empty." value={name} onChange={(event) => setName(event.target.value)} slotProps={{ htmlInput: { maxLength: 100 } }} />
        {connect.isError && <ProblemAlert error={connect.error} />}
        <div>
          <Button type="submit" variant="contained" size="medium" loading={connect.isPending}>
            Connect
          </Button>
        </div>
      </Stack>
    </Panel>
  );
}
