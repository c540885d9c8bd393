import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import { useQuery } from '@tanstack/react-query';
import { answer, api } from '../api/client.js';
import { useHubBudget } from '../api/use-hub-budget.js';
import { ConnectionTrouble } from '../look/connection-trouble.js';
import { LoadingLines } from '../look/loading.js';
import { Page } from '../look/page.js';
import { ProblemAlert } from '../look/problem-alert.js';
import { Refused } from '../look/refused.js';
import { useWhyNot } from '../session/may.js';
import { Attention } from './attention.js';
import { FirstSteps } from './first-steps.js';
import { HubBudget } from './hub-budget.js';
import { LastEvents } from './last-events.js';
import { OverTime } from './over-time.js';
import { StateTiles } from './state-tiles.js';

const ASK_EVERY_MS = 15_000;

/** The fleet at a glance. */
export function OverviewPage() {
  const whyNot = useWhyNot('device:read', { everywhere: true });
  const { data, error, refetch } = useQuery({ queryKey: ['overview', 'now'], queryFn: () => answer(api.GET('/api/v1/overview')), refetchInterval: ASK_EVERY_MS, enabled: whyNot === null });
  if (whyNot !== null) {
    return (
      <Page title="Overview">
        <Refused whyNot={`${whyNot} The devices that you may see are under Devices.`} />
      </Page>
    );
  }
  return (
    <Page title="Overview" about="How the fleet and the hub stand to each other.">
      {error && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      <HubTrouble />
      <FirstSteps devices={data?.devices ?? null} />
      {data ? <StateTiles overview={data} /> : !error && <LoadingLines lines={3} />}
      <Box sx={{ display: 'grid', gap: 2.5, gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 3fr) minmax(0, 2fr)' }, alignItems: 'start' }}>
        <Stack spacing={2.5} sx={{ minWidth: 0 }}>
          <OverTime />
          <LastEvents />
        </Stack>
        <Stack spacing={2.5} sx={{ minWidth: 0, order: { xs: -1, lg: 0 } }}>
          {data && <Attention overview={data} />}
          <HubBudget />
        </Stack>
      </Box>
    </Page>
  );
}

function HubTrouble() {
  const { data } = useHubBudget();
  return <ConnectionTrouble trouble={data?.trouble ?? null} />;
}
