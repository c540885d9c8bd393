import type { z } from 'zod';
import { InvalidRequest, type Flaw } from '#core';

type Issue = z.core.$ZodIssue;

/** The problem of a body that its schema does not fit, with a JSON pointer for each flaw (RFC 6901, as a fragment). */
export const refuseBody = (issues: readonly Issue[]): InvalidRequest => refuse(issues, 'body', (path) => ({ pointer: `#${path.map((part) => `/${escape(part)}`).join('')}` }));

/** The problem of parameters that their schema does not fit. */
export const refuseParameters = (issues: readonly Issue[], whole: string): InvalidRequest =>
  refuse(issues.flatMap(byParameter), whole, (path) => ({ parameter: path.join('.') || whole }));

/** A parameter that is not known is a flaw of its own, under its name where that may be quoted. */
function byParameter(issue: Issue): Issue[] {
  if (issue.code !== 'unrecognized_keys') return [issue];
  return issue.keys.map((key) => ({ code: 'custom', path: isName(key) ? [...issue.path, key] : issue.path, message: 'is no parameter of this route', input: undefined }));
}

function refuse(issues: readonly Issue[], whole: string, place: (path: readonly string[]) => Omit<Flaw, 'detail'>): InvalidRequest {
  const flaws = issues.map((issue) => ({ path: issue.path.map(String), detail: textOf(issue) }));
  const text = flaws.map(({ path, detail }) => `${path.join('.') || whole}: ${detail}`).join('; ');
  return new InvalidRequest(text, flaws.map(({ path, detail }) => ({ ...place(path), detail })));
}

/** A key that does not belong there is quoted only when it looks like a name: a secret in the wrong place must not come back. */
function textOf(issue: Issue): string {
  if (issue.code !== 'unrecognized_keys') return issue.message;
  const named = issue.keys.filter(isName);
  return named.length > 0 ? `has no property ${named.join(', ')}` : 'has a property that is not known here';
}

const isName = (key: string): boolean => /^[A-Za-z][A-Za-z0-9_]{0,29}$/.test(key);

const escape = (part: string): string => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));
