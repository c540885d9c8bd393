import { useRouteError } from 'react-router';
import { ProblemAlert } from '../look/problem-alert.js';

/** Instead of a page that could not be shown. Loading it anew helps where a newer version took the place of this one. */
export function PageError() {
  return <ProblemAlert error={useRouteError()} onRetry={() => location.reload()} page />;
}
