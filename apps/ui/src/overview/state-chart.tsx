import Box from '@mui/material/Box';
import { LineChart } from '@mui/x-charts/LineChart';
import type { Schemas } from '../api/client.js';
import { exactTime } from '../look/format-time.js';
import { SYNC } from '../look/status.js';
import { useTimes } from '../look/times.js';

type Item = Schemas['OverviewHistory']['items'][number];

const STATES = ['in-sync', 'waiting', 'failing', 'dead'] as const;
const HEIGHT = 240;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** Stacked, so that the height is the fleet. What it shows stands in the tiles and in the list of devices too. */
export function StateChart({ items, long }: { items: readonly Item[]; long: boolean }) {
  const { utc } = useTimes();
  const short = new Intl.DateTimeFormat('en-GB', { ...(long ? { day: 'numeric', month: 'short' } : { hour: '2-digit', minute: '2-digit' }), ...(utc && { timeZone: 'UTC' }) });
  const last = items.at(-1)!;
  return (
    <Box role="img" aria-label={`Devices by state over time; at last ${STATES.map((state) => `${last.sync[state]} ${SYNC[state].word.toLowerCase()}`).join(', ')}`}>
      <div aria-hidden>
        <LineChart
          height={HEIGHT}
          skipAnimation
          margin={{ left: 0, right: 20, top: 12, bottom: 0 }}
          xAxis={[{ data: items.map(({ at }) => new Date(at)), scaleType: 'time', tickMinStep: long ? DAY_MS : MINUTE_MS, valueFormatter: (moment: Date, { location }) => (location === 'tick' ? short.format(moment) : exactTime(moment.toISOString(), utc)) }]}
          yAxis={[{ min: 0, tickMinStep: 1, width: 48, valueFormatter: (devices: number) => String(devices) }]}
          grid={{ horizontal: true }}
          series={STATES.map((state) => ({ id: state, label: SYNC[state].word, data: items.map(({ sync }) => sync[state]), stack: 'all', area: true, showMark: false, curve: 'linear', color: `var(--mui-palette-${SYNC[state].tone}-main)` }))}
          disableKeyboardNavigation
          sx={{ width: '100%', '& .MuiLineChart-area': { fillOpacity: 0.25 }, '& .MuiLineChart-line': { strokeWidth: 1.75 } }}
        />
      </div>
    </Box>
  );
}
