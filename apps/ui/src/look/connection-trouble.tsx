import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import type { Schemas } from '../api/client.js';
import { Time } from './times.js';

/** What keeps every device of a connection from going on, and since when. Nothing while all is well. */
export const ConnectionTrouble = ({ trouble }: { trouble: Schemas['ConnectionTrouble'] | null }) =>
  trouble && (
    <Alert severity="error" role="status">
      <AlertTitle sx={{ fontWeight: 650 }}>{trouble.sentence}</AlertTitle>
      {trouble.detail} It began <Time at={trouble.since} /> and is tried every few seconds; what waits goes on by itself once it is over.
    </Alert>
  );
