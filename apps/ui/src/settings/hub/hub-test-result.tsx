import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { mdiCheckCircle, mdiCloseCircle, mdiHelpCircleOutline } from '@mdi/js';
import type { Schemas } from '../../api/client.js';
import { Badge } from '../../look/status.js';

type HubTest = Schemas['HubTest'];

const RIGHTS: readonly (readonly [keyof HubTest['rights'], string, string])[] = [
  ['registryRead', 'Registry read', 'to see identities'],
  ['registryWrite', 'Registry write', 'to create, change and delete identities'],
  ['serviceConnect', 'Service connect', 'to read and edit twins'],
];

const LOOKS = {
  granted: { word: 'Granted', icon: mdiCheckCircle, tone: 'success' },
  missing: { word: 'Missing', icon: mdiCloseCircle, tone: 'error' },
  unknown: { word: 'Not known', icon: mdiHelpCircleOutline, tone: 'secondary' },
} as const;

/** What a test of the hub connection found, right by right. */
export function HubTestResult({ test }: { test: HubTest }) {
  const { ok, rights, missing, trouble } = test;
  return (
    <Alert severity={ok ? 'success' : 'error'} role="status">
      <AlertTitle sx={{ fontWeight: 650 }}>{ok ? 'The connection works' : missing.length > 0 ? `The credentials lack ${missing.length === 1 ? 'a right' : `${missing.length} rights`}` : 'The connection does not work'}</AlertTitle>
      {trouble && (
        <Typography variant="body2" sx={{ mb: 1 }}>
          {trouble.sentence} {trouble.detail}
        </Typography>
      )}
      <Stack component="ul" spacing={0.5} sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {RIGHTS.map(([right, name, purpose]) => (
          <Stack component="li" key={right} direction="row" spacing={1.5} sx={{ flexWrap: 'wrap', alignItems: 'center' }}>
            <Badge {...LOOKS[rights[right]]} />
            <Typography variant="body2">
              {name}, {purpose}
            </Typography>
          </Stack>
        ))}
      </Stack>
      {missing.length > 0 && (
        <Typography variant="body2" sx={{ mt: 1 }}>
          In the Azure portal: your IoT Hub, Shared access policies, tick what is missing; or with Entra ID give the roles IoT Hub Registry Contributor and IoT Hub Twin Contributor. Then test again.
        </Typography>
      )}
    </Alert>
  );
}
