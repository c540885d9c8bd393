import Stack from '@mui/material/Stack';
import { Refused } from '../../look/refused.js';
import { useWhyNot } from '../../session/may.js';
import { Grants } from './grants.js';
import { Tokens } from './tokens.js';

/** Who may do what here. */
export function AccessPage() {
  const whyNot = useWhyNot('access:manage', { everywhere: true });
  if (whyNot !== null) return <Refused whyNot={whyNot} />;
  return (
    <Stack spacing={2.5}>
      <Tokens />
      <Grants />
    </Stack>
  );
}
