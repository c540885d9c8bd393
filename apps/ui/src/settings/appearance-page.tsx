import FormControlLabel from '@mui/material/FormControlLabel';
import Switch from '@mui/material/Switch';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { Panel } from '../look/panel.js';
import { Time, useTimes } from '../look/times.js';
import { SchemeSwitch } from '../shell/scheme-switch.js';

/** How this browser shows things. Nobody else sees it. */
export function AppearancePage() {
  const { utc, setUtc, now } = useTimes();
  return (
    <Panel title="Appearance" about="Kept by this browser.">
      <Typography variant="h3" sx={{ mb: 1 }}>
        Colours
      </Typography>
      <Box sx={{ maxWidth: 260, mb: 2 }}>
        <SchemeSwitch />
      </Box>
      <Typography variant="h3" sx={{ mb: 0.5 }}>
        Times
      </Typography>
      <FormControlLabel control={<Switch checked={utc} onChange={(event) => setUtc(event.target.checked)} />} label="Times in UTC" />
      <Typography variant="body2" color="textSecondary">
        It is <Time at={new Date(now).toISOString()} exact />. Times are told as “5 minutes ago”, and exactly when the pointer rests on them.
      </Typography>
    </Panel>
  );
}
