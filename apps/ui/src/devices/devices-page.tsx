import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { mdiDevices, mdiFilterOffOutline } from '@mdi/js';
import { useMemo } from 'react';
import { Link, useSearchParams } from 'react-router';
import { Empty } from '../look/empty.js';
import { LoadingLines } from '../look/loading.js';
import { Page } from '../look/page.js';
import { ProblemAlert } from '../look/problem-alert.js';
import { DeviceFilters } from './device-filters.js';
import { readFilter, type DeviceFilter } from './device-filter.js';
import { DeviceTable } from './device-table.js';
import { useDevices } from './use-devices.js';

/** Every device that one may see, found by what the address says. */
export function DevicesPage() {
  const [search, setSearch] = useSearchParams();
  const filter = useMemo(() => readFilter(search), [search]);
  return (
    <Page title="Devices" about="Where each device stands in the fleet and in the hub, and why.">
      <DeviceFilters search={search} onChange={(next) => setSearch(next, { replace: true })} />
      {filter.tag && (
        <Typography variant="body2" color="textSecondary" role="status">
          Tags are as they were seen last: when a twin was read or edited here, and when a sweep looked at the whole hub.
        </Typography>
      )}
      <DeviceList filter={filter} />
    </Page>
  );
}

/** Apart from the rest of the page, which is not drawn anew with each piece of the list that arrives. */
function DeviceList({ filter }: { filter: DeviceFilter }) {
  const { data, error, isPending, isFetchingNextPage, hasNextPage, fetchNextPage, refetch } = useDevices(filter);
  const devices = useMemo(() => data?.pages.flatMap(({ items }) => items) ?? [], [data]);
  return (
    <>
      {error && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      <Paper variant="outlined" sx={{ overflow: 'hidden' }}>
        {isPending ? (
          <LoadingLines lines={8} />
        ) : devices.length === 0 && !error ? (
          <Nothing filtered={Object.keys(filter).length > 0} />
        ) : (
          <DeviceTable devices={devices} more={hasNextPage} loading={isFetchingNextPage} onEnd={() => void fetchNextPage()} />
        )}
      </Paper>
    </>
  );
}

const Nothing = ({ filtered }: { filtered: boolean }) =>
  filtered ? (
    <Empty icon={mdiFilterOffOutline} title="No device passes these filters" action={<Button component={Link} to="/devices">Show all devices</Button>}>
      All of them have to be true of a device. What a search for an id begins with is taken letter by letter. A tag is written as in the twin, with its value: site=north, or place.hall=3 for one within another; it is found once its twin was seen here or by a sweep.
    </Empty>
  ) : (
    <Empty icon={mdiDevices} title="No device yet" action={<Button component={Link} to="/settings/sources">See where events come from</Button>}>
      Devices appear here when the fleet manager tells of them. Accept a device there: a moment later it is in the hub and in this list.
    </Empty>
  );
