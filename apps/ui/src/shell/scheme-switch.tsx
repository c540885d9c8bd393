import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import Tooltip from '@mui/material/Tooltip';
import { useColorScheme } from '@mui/material/styles';
import { mdiMonitor, mdiWeatherNight, mdiWhiteBalanceSunny } from '@mdi/js';
import { memo } from 'react';
import { Icon } from '../look/icon.js';

const WAYS = [
  ['light', 'Light', mdiWhiteBalanceSunny],
  ['dark', 'Dark', mdiWeatherNight],
  ['system', 'As the system', mdiMonitor],
] as const;

/** Light, dark, or as the system says; the browser remembers it. */
export const SchemeSwitch = memo(function SchemeSwitch() {
  const { mode, setMode } = useColorScheme();
  return (
    <ToggleButtonGroup exclusive size="small" fullWidth aria-label="Colours" value={mode ?? 'system'} onChange={(_event, wanted: (typeof WAYS)[number][0] | null) => wanted && setMode(wanted)} sx={{ mb: 1 }}>
      {WAYS.map(([way, word, icon]) => (
        <ToggleButton key={way} value={way} aria-label={word} sx={{ py: 0.5 }}>
          <Tooltip title={word}>
            <span style={{ display: 'flex' }}>
              <Icon path={icon} sx={{ fontSize: 18 }} />
            </span>
          </Tooltip>
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
});
