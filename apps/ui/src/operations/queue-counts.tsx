import Link from '@mui/material/Link';
import TableCell from '@mui/material/TableCell';
import TableRow from '@mui/material/TableRow';
import Typography from '@mui/material/Typography';
import { mdiCheckCircleOutline } from '@mdi/js';
import { Link as RouterLink } from 'react-router';
import type { Schemas } from '../api/client.js';
import { DataTable } from '../look/data-table.js';
import { Empty } from '../look/empty.js';
import { count, duration } from '../look/format-time.js';
import { Panel } from '../look/panel.js';
import { SYNC, SyncBadge } from '../look/status.js';
import { Time } from '../look/times.js';

type Queue = Schemas['Queue'];
type Jobs = NonNullable<Queue['jobs']>[number];

const QUEUES: Readonly<Record<string, string>> = { 'reconcile-device': 'Looks at devices', 'device-events': 'Events in' };
const STATES = ['waiting', 'active', 'delayed', 'failed'] as const;

/** How many jobs there are, and how long the first has been waiting. */
export const JobsPanel = ({ jobs }: { jobs: readonly Jobs[] }) => (
  <Panel flush title="Jobs" about="Of the whole installation, by their state, each with the age of the oldest.">
    <DataTable limited label="Jobs by queue" heads={['Queue', 'Waiting', 'Active', 'Delayed', 'Failed']} figures={['Waiting', 'Active', 'Delayed', 'Failed']}>
      {[...new Set(jobs.map(({ queue }) => queue))].map((queue) => (
        <TableRow key={queue}>
          <TableCell component="th" scope="row">
            {QUEUES[queue] ?? queue}
          </TableCell>
          {STATES.map((state) => (
            <Figure key={state} figure={jobs.find((one) => one.queue === queue && one.state === state)} />
          ))}
        </TableRow>
      ))}
    </DataTable>
  </Panel>
);

const Figure = ({ figure }: { figure: Jobs | undefined }) => (
  <TableCell align="right">
    {count(figure?.jobs ?? 0)}
    {figure !== undefined && figure.jobs > 0 && (
      <Typography variant="caption" color="textSecondary" component="p">
        {duration(figure.oldestSeconds)}
      </Typography>
    )}
  </TableCell>
);

/** Why devices have a wake-up to come, and how many for each reason. */
export const AwaitedPanel = ({ awaited }: { awaited: Queue['awaited'] }) => (
  <Panel flush title="What devices wait for" about="Devices that are looked at again by themselves, by the reason for it.">
    {awaited.length === 0 ? (
      <Empty icon={mdiCheckCircleOutline} title="No device waits">
        Every device rests where the fleet wants it, or was given up and waits for somebody.
      </Empty>
    ) : (
      <DataTable limited label="Devices by what they wait for" heads={['Why', 'State', 'Devices', 'Due', 'Next']} figures={['Devices', 'Due']}>
        {awaited.map(({ sync, reason, why, devices, due, nextAt }) => (
          <TableRow key={`${sync} ${reason}`}>
            <TableCell sx={{ minWidth: 260 }}>
              {why ?? SYNC[sync].about}{' '}
              <Link component={RouterLink} to={`/devices?${new URLSearchParams({ sync, ...(reason !== null && { reason }) }).toString()}`} variant="caption" aria-label={`Show them: ${why ?? SYNC[sync].about}`} sx={{ display: 'inline-block', minHeight: 24 }}>
                Show them
              </Link>
            </TableCell>
            <TableCell>
              <SyncBadge sync={sync} />
            </TableCell>
            <TableCell align="right">{count(devices)}</TableCell>
            <TableCell align="right">{count(due)}</TableCell>
            <TableCell sx={{ whiteSpace: 'nowrap' }}>
              <Time at={nextAt} />
            </TableCell>
          </TableRow>
        ))}
      </DataTable>
    )}
  </Panel>
);
