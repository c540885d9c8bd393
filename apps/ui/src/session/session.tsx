import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, use, useEffect, useState, type ReactNode } from 'react';
import { answer, api, onSessionEnd, type Schemas } from '../api/client.js';
import { followStream } from '../api/follow-stream.js';
import { ApiProblem } from '../api/problem.js';
import { LoadingPage } from '../look/loading.js';
import { ProblemAlert } from '../look/problem-alert.js';
import { SignInDialog } from './sign-in-dialog.js';
import { SignInPage } from './sign-in-page.js';

export type Me = Schemas['Me'];
export type Permission = Me['permissions'][number];

const MeContext = createContext<Me | null>(null);

/** Who is signed in. Only below SessionGate. */
export function useMe(): Me {
  const me = use(MeContext);
  if (!me) throw new Error('useMe outside of SessionGate');
  return me;
}

const isSignedOut = (error: unknown): boolean => error instanceof ApiProblem && error.status === 401;

/**
 * Shows what is below it to whoever is signed in. When a session ends meanwhile, it asks to sign in again over what is shown,
 * which stays as it is with all that was typed.
 */
export function SessionGate({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const [ended, setEnded] = useState(false);
  const { data: me, error, refetch } = useQuery({ queryKey: ['me'], queryFn: () => answer(api.GET('/api/v1/me')), staleTime: 60_000 });
  const seesAll = me?.everywhere.includes('device:read') ?? false;

  useEffect(() => onSessionEnd(() => setEnded(true)), []);
  useEffect(() => (seesAll && !ended ? followStream(client) : undefined), [client, seesAll, ended]);

  const signedIn = async () => {
    const { isSuccess } = await refetch();
    if (!isSuccess) return;
    setEnded(false);
    await client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' });
  };

  if (me) {
    return (
      <MeContext value={me}>
        {children}
        <SignInDialog open={ended} who={me.name} onSignedIn={signedIn} />
      </MeContext>
    );
  }
  if (isSignedOut(error)) return <SignInPage onSignedIn={signedIn} />;
  return error ? <ProblemAlert error={error} onRetry={() => void refetch()} page /> : <LoadingPage />;
}
