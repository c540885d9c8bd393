import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { Brand } from '../look/brand.js';
import { SignInForm } from './sign-in-form.js';
import { takeToken } from './take-token.js';

export function SignInPage({ onSignedIn }: { onSignedIn(): void | Promise<void> }) {
  const [token] = useState(() => takeToken());
  return (
    <Box component="main" sx={{ minHeight: '100vh', display: 'grid', placeItems: 'center', p: 2 }}>
      <Paper variant="outlined" sx={{ width: '100%', maxWidth: 420, p: { xs: 3, sm: 4.5 }, borderRadius: 3 }}>
        <Brand />
        <Typography variant="h1" sx={{ mt: 3, mb: 0.5 }}>
          Sign in
        </Typography>
        <Typography color="textSecondary" sx={{ mb: 3 }}>
          Your fleet and Azure IoT Hub, kept in lockstep.
        </Typography>
        <SignInForm token={token} onSignedIn={onSignedIn} />
      </Paper>
    </Box>
  );
}
