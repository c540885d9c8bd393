import { connect } from 'node:net';
import { connect as connectSecurely } from 'node:tls';
import { CannotStart } from './cannot-start.js';

const ANSWERS_WITHIN_MS = 5_000;

/**
 * Signs in to Redis as the address says and asks it for a PONG. Throws CannotStart that names host and port, never the
 * password. Source: the Redis serialization protocol, RESP2.
 */
export async function checkRedis(url: string): Promise<void> {
  const problem = await askForPong(new URL(url)).catch((error: NodeJS.ErrnoException) => error.code ?? error.message);
  if (problem !== null) {
    throw new CannotStart(
      `Redis at ${new URL(url).host} cannot be used (${problem}). Start it, correct REDIS_URL, or leave REDIS_URL out: the queue then lives in PostgreSQL.`,
    );
  }
}

/** Answers null, or what Redis has against us. */
function askForPong(url: URL): Promise<string | null> {
  const secure = url.protocol === 'rediss:';
  const at = { host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port || 6379) };
  return new Promise((resolve, reject) => {
    const socket = secure ? connectSecurely({ ...at, servername: at.host }) : connect(at);
    const end = (problem: string | null): void => {
      socket.destroy();
      resolve(problem);
    };
    let answer = '';
    socket.setTimeout(ANSWERS_WITHIN_MS, () => end(`no answer within ${ANSWERS_WITHIN_MS / 1000} s`));
    socket.once('error', reject);
    socket.once('close', () => end('it hung up'));
    socket.once(secure ? 'secureConnect' : 'connect', () => socket.write([...signIn(url), command('PING')].join('')));
    socket.on('data', (chunk: Buffer) => {
      answer += chunk.toString('latin1');
      const refusal = /^-(.*)\r\n/m.exec(answer)?.[1];
      if (refusal !== undefined) end(refusal);
      else if (answer.includes('+PONG\r\n')) end(null);
    });
  });
}

function signIn({ username, password }: URL): string[] {
  if (!password) return [];
  return [command('AUTH', ...(username ? [decodeURIComponent(username)] : []), decodeURIComponent(password))];
}

const command = (...words: readonly string[]): string => `*${words.length}\r\n${words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('')}`;
