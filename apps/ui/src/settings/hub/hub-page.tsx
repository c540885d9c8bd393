import { useQuery } from '@tanstack/react-query';
import { answer, api } from '../../api/client.js';
import { LoadingLines } from '../../look/loading.js';
import { ProblemAlert } from '../../look/problem-alert.js';
import { Refused } from '../../look/refused.js';
import { useWhyNot } from '../../session/may.js';
import { ConnectHub } from './connect-hub.js';
import { HubPanel } from './hub-panel.js';

/** The connection to the hub: make it where there is none, else look after it. */
export function HubPage() {
  const whyNot = useWhyNot('integration:manage', { everywhere: true });
  const { data, error, refetch } = useQuery({ queryKey: ['integrations'], queryFn: () => answer(api.GET('/api/v1/integrations')), enabled: whyNot === null });
  if (whyNot !== null) return <Refused whyNot={whyNot} />;
  if (error) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingLines />;
  const [hub] = data.items;
  return hub ? <HubPanel hub={hub} /> : <ConnectHub />;
}
