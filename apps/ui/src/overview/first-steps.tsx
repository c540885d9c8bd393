import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import Button from '@mui/material/Button';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { answer, api } from '../api/client.js';
import { useWhyNot } from '../session/may.js';
import { useMe } from '../session/session.js';

/** What is still to be done before anything can be in lockstep, one thing at a time. */
export function FirstSteps({ devices }: { devices: number | null }) {
  const { simulated } = useMe();
  const whyNot = useWhyNot('integration:manage', { everywhere: true });
  const { data } = useQuery({ queryKey: ['integrations'], queryFn: () => answer(api.GET('/api/v1/integrations')), enabled: whyNot === null });
  if (!data) return null;
  const [hub] = data.items;
  if (!hub) return <Step title="Connect your IoT Hub" to="/settings/hub" deed="Connect">Lockstep takes events already; devices wait until there is a hub to put them into.</Step>;
  if (hub.paused) return <Step title="The hub is paused" to="/settings/hub" deed="To the hub">{hub.hostName} is left alone until somebody resumes it. Events are still taken.</Step>;
  if (devices === 0 && simulated) return <Step title="See it work" to="/simulation" deed="To the simulated fleet">Fleet manager and hub are simulated here. Accept a device and see it arrive in the hub, then break something and see it heal.</Step>;
  if (devices === 0) return <Step title="Let the fleet manager tell of its devices" to="/settings/sources" deed="Webhook sources">Put the address and the secret of a webhook source into Mender, then accept a device there.</Step>;
  return null;
}

const Step = ({ title, to, deed, children }: { title: string; to: string; deed: string; children: React.ReactNode }) => (
  <Alert
    severity="info"
    action={
      <Button component={Link} to={to} variant="contained">
        {deed}
      </Button>
    }
  >
    <AlertTitle sx={{ fontWeight: 650 }}>{title}</AlertTitle>
    {children}
  </Alert>
);
