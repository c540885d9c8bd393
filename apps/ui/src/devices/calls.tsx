import Box from '@mui/material/Box';
import type { Schemas } from '../api/client.js';
import { CopyButton } from '../look/copy-button.js';
import { MONO } from '../look/theme.js';

type Call = Schemas['TimelineLine']['calls'][number];

const WORDS: Readonly<Record<string, string>> = {
  'change-many': 'Writing the identity, with others in one call',
  'read-identity': 'Reading the identity',
  'write-identity': 'Writing the identity',
  'remove-identity': 'Deleting the identity',
  'read-twin': 'Reading the twin',
  'patch-twin': 'Writing the twin',
  look: 'Asking for the status',
  'read-configuration': 'Reading the configuration',
  'write-configuration': 'Writing the configuration',
  'deploy-configuration': 'Deploying the configuration',
};

const SYSTEMS: Readonly<Record<Call['system'], string>> = { hub: 'the hub', fleet: 'Mender' };

/** The calls behind a line of the timeline, each with the id by which whoever runs that system finds it. */
export function Calls({ calls }: { calls: readonly Call[] }) {
  if (calls.length === 0) return null;
  return (
    <Box component="ul" aria-label="Calls that led to it" sx={{ listStyle: 'none', m: 0, mt: 0.25, p: 0, color: 'text.secondary', fontSize: '0.75rem' }}>
      {calls.map(({ system, operation, status, ms, requestId }, at) => (
        <Box component="li" key={at} sx={{ overflowWrap: 'anywhere' }}>
          {WORDS[operation] ?? operation}: {status === null ? `no answer of ${SYSTEMS[system]}` : `${SYSTEMS[system]} answered ${status}`} after {ms} ms
          {requestId !== null && (
            <>
              , request{' '}
              <Box component="code" sx={{ fontFamily: MONO }}>
                {requestId}
              </Box>{' '}
              <CopyButton text={requestId} what="request id" />
            </>
          )}
        </Box>
      ))}
    </Box>
  );
}
