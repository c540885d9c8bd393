const ANSWER_MS = 5_000;
const LARGEST_ANSWER = 1024 * 1024;

export interface JsonAnswer {
  status: number;
  /** Only of a 200; undefined where it is no JSON. */
  body: unknown;
}

/** Asks, for at most 5 s and at most 1 MiB. Follows no redirect: what it leads to is not what was configured. Throws when there is no answer. */
export async function fetchJson(url: string, headers: Record<string, string> = {}): Promise<JsonAnswer> {
  const answer = await fetch(url, { headers: { accept: 'application/json', ...headers }, redirect: 'error', signal: AbortSignal.timeout(ANSWER_MS) });
  const text = await readText(answer);
  return { status: answer.status, body: answer.status === 200 ? parse(text) : undefined };
}

async function readText({ body }: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body ?? []) {
    size += part.length;
    if (size > LARGEST_ANSWER) throw new Error(`The answer is larger than ${LARGEST_ANSWER} bytes.`);
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
