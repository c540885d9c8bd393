import Box from '@mui/material/Box';
import CircularProgress from '@mui/material/CircularProgress';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';

export function LoadingPage() {
  return (
    <Box component="main" sx={{ minHeight: '60vh', display: 'grid', placeItems: 'center' }} aria-busy>
      <CircularProgress aria-label="Loading" />
    </Box>
  );
}

/** Room for so many lines that are on their way. */
export function LoadingLines({ lines = 4 }: { lines?: number }) {
  return (
    <Stack spacing={1} role="status" aria-label="Loading" sx={{ py: 1 }}>
      {Array.from({ length: lines }, (_, line) => (
        <Skeleton key={line} variant="rounded" height={28} width={`${94 - ((line * 17) % 40)}%`} />
      ))}
    </Stack>
  );
}
