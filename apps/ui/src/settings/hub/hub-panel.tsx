import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { mdiCheckCircle, mdiConnection, mdiPauseCircle } from '@mdi/js';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, type Schemas } from '../../api/client.js';
import { useHubBudget } from '../../api/use-hub-budget.js';
import { useAnnounce } from '../../look/announcements.js';
import { ConnectionTrouble } from '../../look/connection-trouble.js';
import { Fact, Facts } from '../../look/facts.js';
import { Icon } from '../../look/icon.js';
import { Panel } from '../../look/panel.js';
import { ProblemAlert } from '../../look/problem-alert.js';
import { Badge } from '../../look/status.js';
import { MONO } from '../../look/theme.js';
import { Time } from '../../look/times.js';
import { signInWord } from './credentials.js';
import { DescribeHub } from './describe-hub.js';
import { HubTestResult } from './hub-test-result.js';
import { RemoveHub } from './remove-hub.js';
import { ReplaceCredentials } from './replace-credentials.js';

type Hub = Schemas['Integration'];

/** The hub that is connected, what can be done about it, and what a test says. */
export function HubPanel({ hub }: { hub: Hub }) {
  const client = useQueryClient();
  const announce = useAnnounce();
  const { data: budget } = useHubBudget();
  const [open, setOpen] = useState<'credentials' | 'description' | 'removal' | null>(null);
  const path = { id: hub.id };
  const test = useMutation({ mutationFn: () => answer(api.POST('/api/v1/integrations/{id}/test', { params: { path } })) });
  const pause = useMutation({
    mutationFn: () =>
      hub.paused ? answer(api.POST('/api/v1/integrations/{id}/resume', { params: { path } })) : answer(api.POST('/api/v1/integrations/{id}/pause', { params: { path } })),
    onSuccess: async ({ paused, hostName }) => {
      announce(paused ? `${hostName} is left alone until you resume it. Events are still taken.` : `${hostName} is resumed. Devices that waited go on now.`);
      await client.invalidateQueries();
    },
  });
  const close = () => setOpen(null);
  const changed = async (sentence: string) => {
    close();
    test.reset();
    announce(sentence);
    await client.invalidateQueries();
  };

  return (
    <Stack spacing={2.5}>
      <Panel
        title={hub.name || hub.hostName}
        about={hub.description || undefined}
        actions={
          <>
            <Button variant="contained" startIcon={<Icon path={mdiConnection} />} loading={test.isPending} onClick={() => test.mutate()}>
              Test connection
            </Button>
            <Button loading={pause.isPending} onClick={() => pause.mutate()}>
              {hub.paused ? 'Resume' : 'Pause'}
            </Button>
          </>
        }
      >
        <Stack spacing={2}>
          <ConnectionTrouble trouble={budget ? budget.trouble : hub.trouble} />
          {pause.isError && <ProblemAlert error={pause.error} />}
          {test.isError && <ProblemAlert error={test.error} />}
          {test.data && <HubTestResult test={test.data} />}
          <Facts>
            <Fact name="State">
              {hub.paused ? <Badge word="Paused: the hub is left alone, events are taken" icon={mdiPauseCircle} tone="warning" /> : <Badge word="In use" icon={mdiCheckCircle} tone="success" />}
            </Fact>
            <Fact name="Host name">
              <code>{hub.hostName}</code>
            </Fact>
            <Fact name="Sign in with">{signInWord(hub.credentials.kind)}</Fact>
            {hub.credentials.policyName !== null && <Fact name="Policy">{hub.credentials.policyName}</Fact>}
            {hub.credentials.tenantId !== null && <Fact name="Directory">{hub.credentials.tenantId}</Fact>}
            {hub.credentials.clientId !== null && <Fact name="Client">{hub.credentials.clientId}</Fact>}
            {hub.credentials.maskedSecret !== null && (
              <Fact name="Key">
                <span style={{ fontFamily: MONO }}>{hub.credentials.maskedSecret}</span>
              </Fact>
            )}
            <Fact name="Bought as">{hub.sku ? `${hub.sku}, ${hub.units} ${hub.units === 1 ? 'unit' : 'units'}` : 'Not said; its limits are learnt'}</Fact>
            <Fact name="Connected">
              <Time at={hub.createdAt} />
            </Fact>
            <Fact name="Changed">
              <Time at={hub.updatedAt} />
            </Fact>
          </Facts>
          <Stack direction="row" spacing={1} sx={{ flexWrap: 'wrap', pt: 0.5 }}>
            <Button onClick={() => setOpen('credentials')}>Replace credentials</Button>
            <Button onClick={() => setOpen('description')}>Name, description, edition</Button>
            <Button color="error" onClick={() => setOpen('removal')}>
              Remove
            </Button>
          </Stack>
        </Stack>
      </Panel>
      {open === 'credentials' && <ReplaceCredentials hub={hub} onClose={close} onDone={changed} />}
      {open === 'description' && <DescribeHub hub={hub} onClose={close} onDone={changed} />}
      {open === 'removal' && <RemoveHub hub={hub} onClose={close} onDone={changed} />}
    </Stack>
  );
}
