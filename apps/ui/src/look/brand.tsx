import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import logo from './logo.svg';

export function Brand() {
  return (
    <Stack direction="row" spacing={1.25} sx={{ alignItems: 'center' }}>
      <img src={logo} alt="" width={28} height={28} />
      <Typography component="span" sx={{ fontSize: '1.125rem', fontWeight: 700, letterSpacing: '-0.02em' }}>
        Lockstep
      </Typography>
    </Stack>
  );
}
