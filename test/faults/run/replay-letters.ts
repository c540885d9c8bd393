import type { Replay } from '../invariants/evidence.js';
import { HOME } from '../stack/connect-tenants.js';
import { seeLetters } from './see-devices.js';
import type { Site } from './site.js';

interface Answer {
  matched: number;
  replayed: number;
  failed: { id: string; reason: string }[];
  next: string | null;
}

/** Has every open letter taken in once more, as an operator does. Null where there is none. */
export async function replayLetters(site: Site): Promise<Replay | null> {
  const before = (await seeLetters(site)).filter(({ isOpen }) => isOpen);
  if (before.length === 0) return null;
  const first = await ask(site, null);
  const answers = [first];
  for (let { next } = first; next !== null; { next } = answers.at(-1)!) answers.push(await ask(site, next));
  const replayed = answers.reduce((sum, answer) => sum + answer.replayed, 0);
  return { before, matched: first.matched, replayed, failed: answers.flatMap(({ failed }) => failed) };
}

async function ask({ stack }: Site, cursor: string | null): Promise<Answer> {
  const answer = await fetch(`${stack.apiUrl}/api/v1/dead-letters/replay`, {
    method: 'POST',
    headers: { authorization: `Bearer ${stack.tenants[HOME].token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ all: true, ...(cursor !== null && { cursor }) }),
  });
  if (!answer.ok) throw new Error(`The letters could not be replayed: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as Answer;
}
