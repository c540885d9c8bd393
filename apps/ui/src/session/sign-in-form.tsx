import Button from '@mui/material/Button';
import Divider from '@mui/material/Divider';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { answer, api } from '../api/client.js';
import { ProblemAlert } from '../look/problem-alert.js';

interface SignInFormProps {
  token?: string;
  /** In a new tab, so that this one stays as it is. */
  keepPage?: boolean;
  onSignedIn(): void | Promise<void>;
}

/** The ways to sign in here: with a token, and with the identity provider where there is one. */
export function SignInForm({ token: given = '', keepPage = false, onSignedIn }: SignInFormProps) {
  const [token, setToken] = useState(given);
  const help = useId();
  const ways = useQuery({ queryKey: ['ways'], queryFn: () => answer(api.GET('/api/v1/session')), staleTime: Infinity });
  const signIn = useMutation({
    mutationFn: async () => {
      await answer(api.POST('/api/v1/session', { body: { token: token.trim() } }));
      await onSignedIn();
    },
  });
  const provider = ways.data?.ways.includes('identity-provider') ?? false;
  const returnTo = encodeURIComponent(keepPage ? '/signed-in' : `${location.pathname}${location.search}`);

  return (
    <Stack spacing={2.5}>
      {provider && (
        <>
          <Button variant="contained" size="large" href={`/api/v1/session/sign-in?returnTo=${returnTo}`} target={keepPage ? '_blank' : undefined}>
            Sign in with your organisation{keepPage && ' (new tab)'}
          </Button>
          <Divider>or</Divider>
        </>
      )}
      <Stack
        component="form"
        spacing={2}
        onSubmit={(event) => {
          event.preventDefault();
          if (token.trim() !== '') signIn.mutate();
        }}
      >
        <TextField
          label="Token"
          type="password"
          autoComplete="current-password"
          autoFocus
          required
          value={token}
          onChange={(event) => setToken(event.target.value)}
          slotProps={{ htmlInput: { 'aria-describedby': help, spellCheck: false } }}
        />
        <Typography id={help} variant="body2" color="textSecondary">
          {given !== '' && !signIn.isError ? 'Filled in from the address that npm start printed. Press Sign in.' : 'A token of this installation. Who started Lockstep with npm start finds the address with one in the terminal.'}
        </Typography>
        {signIn.isError && <ProblemAlert error={signIn.error} />}
        <Button type="submit" variant={provider ? 'outlined' : 'contained'} size="large" loading={signIn.isPending}>
          Sign in
        </Button>
      </Stack>
    </Stack>
  );
}
