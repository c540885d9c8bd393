import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import FormControlLabel from '@mui/material/FormControlLabel';
import Link from '@mui/material/Link';
import Switch from '@mui/material/Switch';
import Typography from '@mui/material/Typography';
import { mdiWrenchOutline } from '@mdi/js';
import { useId } from 'react';
import { Link as RouterLink } from 'react-router';
import { answer, api, type Schemas } from '../api/client.js';
import { useAnnounce } from '../look/announcements.js';
import { ActionButton } from '../look/action-button.js';
import { Icon } from '../look/icon.js';
import { Panel } from '../look/panel.js';
import { ProblemAlert } from '../look/problem-alert.js';
import { useOrder, type Fault } from './use-simulation.js';
import { WHAT_BREAKS } from './what-breaks.js';

interface Switching {
  fault: Fault;
  broken: boolean;
}

const order = ({ fault, broken }: Switching) => {
  const params = { params: { path: { fault } } };
  return answer(broken ? api.PUT('/api/v1/simulation/faults/{fault}', params) : api.DELETE('/api/v1/simulation/faults/{fault}', params));
};

/** What can be broken, what is, and what to look for then. */
export function FaultsPanel({ faults }: { faults: Schemas['Simulation']['faults'] }) {
  const announce = useAnnounce();
  const set = useOrder(order, (_answer, { fault, broken }) => announce(`${broken ? 'Broken' : 'Mended'}: ${WHAT_BREAKS[fault].name.toLowerCase()}.`, 'info'));
  const mend = useOrder(() => answer(api.DELETE('/api/v1/simulation/faults')), () => announce('All is mended. Devices go on by themselves within half a minute.'));
  const broken = faults.filter((one) => one.broken);
  return (
    <Panel
      title="Break something"
      about="One thing at the hub at a time. What is on stays on until you switch it off, whoever looks."
      actions={
        <ActionButton variant="contained" startIcon={<Icon path={mdiWrenchOutline} />} whyNot={broken.length === 0 ? 'Nothing is broken.' : null} loading={mend.isPending} onClick={() => mend.mutate(undefined)}>
          Mend all
        </ActionButton>
      }
    >
      {(set.error ?? mend.error) ? <ProblemAlert error={set.error ?? mend.error} /> : null}
      <Box role="status">
        {broken.length > 0 && (
          <Alert severity="warning" role={undefined} sx={{ mb: 1.5 }}>
            Broken now: {broken.map(({ fault }) => WHAT_BREAKS[fault].name.toLowerCase()).join(', ')}.
          </Alert>
        )}
      </Box>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1.5 }}>
        {faults.map((one) => (
          <FaultSwitch key={one.fault} {...one} pending={set.isPending && set.variables.fault === one.fault} onSet={set.mutate} />
        ))}
      </Box>
    </Panel>
  );
}

function FaultSwitch({ fault, broken, pending, onSet }: Switching & { pending: boolean; onSet(wanted: Switching): void }) {
  const about = useId();
  const { name, about: sentence, to, place } = WHAT_BREAKS[fault];
  return (
    <Box component="li">
      <FormControlLabel
        control={<Switch checked={broken} aria-busy={pending} color="warning" slotProps={{ input: { 'aria-describedby': about, role: 'switch' } }} onChange={(event) => !pending && onSet({ fault, broken: event.target.checked })} />}
        label={name}
        slotProps={{ typography: { sx: { fontWeight: 600 } } }}
      />
      <Typography id={about} variant="body2" color="textSecondary" sx={{ pl: 5.875 }}>
        {sentence}{' '}
        <Link component={RouterLink} to={to} underline="always">
          {place}
        </Link>
      </Typography>
    </Box>
  );
}
