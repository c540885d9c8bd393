import { useQuery } from '@tanstack/react-query';
import { answer, api } from '../api/client.js';
import { useDevice } from '../devices/device-page.js';
import { LoadingLines } from '../look/loading.js';
import { Panel } from '../look/panel.js';
import { ProblemAlert } from '../look/problem-alert.js';

/** The twin of a device, as the hub has it. */
export function TwinPage() {
  const { deviceId } = useDevice();
  const { data, error, refetch } = useQuery({ queryKey: ['device', deviceId, 'twin'], queryFn: () => answer(api.GET('/api/v1/devices/{deviceId}/twin', { params: { path: { deviceId } } })) });
  if (error) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  return (
    <Panel title="Device twin">{data ? <pre style={{ overflow: 'auto' }}>{JSON.stringify({ desired: data.desired, reported: data.reported, tags: data.tags }, null, 2)}</pre> : <LoadingLines />}</Panel>
  );
}
