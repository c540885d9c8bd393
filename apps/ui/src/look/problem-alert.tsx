import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { ApiProblem } from '../api/problem.js';
import { CopyButton } from './copy-button.js';
import { MONO } from './theme.js';

interface ProblemAlertProps {
  error: unknown;
  onRetry?: () => void;
  /** Stands alone on a page. */
  page?: boolean;
}

/** What went wrong, where, what to do about it, and the id under which the log has the rest. */
export function ProblemAlert({ error, onRetry, page = false }: ProblemAlertProps) {
  const { title, detail, errors = [], type, traceId } = bodyOf(error);
  const alert = (
    <Alert severity="error" role="alert" action={onRetry && <Button onClick={onRetry}>Try again</Button>}>
      <AlertTitle sx={{ fontWeight: 650 }}>{title}</AlertTitle>
      <Typography variant="body2">{detail}</Typography>
      {errors.length > 0 && (
        <Box component="ul" sx={{ my: 0.5, pl: 2.5 }}>
          {errors.map((flaw) => (
            <li key={`${flaw.pointer ?? flaw.parameter} ${flaw.detail}`}>
              <code>{flaw.pointer ?? flaw.parameter}</code> {flaw.detail}
            </li>
          ))}
        </Box>
      )}
      {(type.startsWith('/problems/') || traceId !== '') && (
        <Stack direction="row" spacing={2} sx={{ mt: 0.75, alignItems: 'center', flexWrap: 'wrap' }}>
          {type.startsWith('/problems/') && (
            <Link href={type} target="_blank" rel="noreferrer" color="inherit" underline="always" variant="body2">
              What to do about it
            </Link>
          )}
          {traceId !== '' && (
            <Typography variant="caption" sx={{ fontFamily: MONO }}>
              Trace {traceId} <CopyButton text={traceId} what="trace id" />
            </Typography>
          )}
        </Stack>
      )}
    </Alert>
  );
  return page ? (
    <Box component="main" sx={{ maxWidth: 640, mx: 'auto', p: 3, pt: 8 }}>
      {alert}
    </Box>
  ) : (
    alert
  );
}

const bodyOf = (error: unknown): Pick<ApiProblem['body'], 'title' | 'detail' | 'errors' | 'type' | 'traceId'> =>
  error instanceof ApiProblem ? error.body : { title: 'This page met an error of its own', detail: error instanceof Error ? error.message : String(error), type: 'about:blank', traceId: '' };
