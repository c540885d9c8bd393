import Box from '@mui/material/Box';
import { LoadingLines } from '../look/loading.js';
import { Page } from '../look/page.js';
import { ProblemAlert } from '../look/problem-alert.js';
import { Refused } from '../look/refused.js';
import { useWhyNot } from '../session/may.js';
import { useMe } from '../session/session.js';
import { FaultsPanel } from './faults-panel.js';
import { SimulatedDevices } from './simulated-devices.js';
import { useSimulation } from './use-simulation.js';

/** Where the fleet is simulated: devices to accept and reject, and things to break. */
export function SimulationPage() {
  const { simulated } = useMe();
  const mayNot = useWhyNot('integration:manage', { everywhere: true });
  const whyNot = simulated ? mayNot : 'Nothing is simulated here: this installation keeps real devices. The page is there where npm start runs everything.';
  const { data, error, refetch } = useSimulation(whyNot === null);
  return (
    <Page title="Simulated fleet" about="A fleet manager and a hub that only pretend. Accept a device and see it arrive in the hub; break something, and see what Lockstep says and how it heals.">
      {whyNot !== null && <Refused whyNot={whyNot} />}
      {error && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {whyNot === null && !data && !error && <LoadingLines lines={8} />}
      {whyNot === null && data && (
        <Box sx={{ display: 'grid', gap: 2.5, gridTemplateColumns: { xs: 'minmax(0, 1fr)', xl: 'minmax(0, 5fr) minmax(0, 3fr)' }, alignItems: 'start' }}>
          <SimulatedDevices devices={data.devices} />
          <FaultsPanel faults={data.faults} />
        </Box>
      )}
    </Page>
  );
}
