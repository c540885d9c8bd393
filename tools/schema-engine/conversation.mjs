import { createInterface } from 'node:readline';

/** Far above the ids that the CLI counts up from one, so that our own requests never look like an answer to one of its. */
const FIRST_PRINT_ID = 1_000_000_000;
/** JSON-RPC code under which the native engine reports every failure. */
const FAILED = 4466;

/**
 * Speaks JSON-RPC over stdio, one line a message, one request at a time. Resolves when the CLI has hung up and everything
 * asked for is answered.
 */
export function converse(answer, { input = process.stdin, output = process.stdout } = {}) {
  const say = (message) => output.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  let printed = FIRST_PRINT_ID;
  const print = (content) => say({ id: ++printed, method: 'print', params: { content } });

  let queue = Promise.resolve();
  return new Promise((done) => {
    createInterface({ input })
      .on('line', (line) => {
        const request = JSON.parse(line);
        // The CLI's receipts for what we had it print carry no method.
        if (request.method) queue = queue.then(async () => say({ id: request.id, ...(await attempt(answer, request, print)) }));
      })
      .on('close', () => done(queue));
  });
}

async function attempt(answer, { method, params }, print) {
  try {
    return { result: await orStray(() => answer(method, params, print)) };
  } catch (error) {
    const message = String(error?.message ?? error);
    const code = error?.code ?? /\b(P\d{4})\b/.exec(message)?.[1];
    return { error: { code: FAILED, message, data: { is_panic: false, message, meta: error?.meta ?? null, error_code: code } } };
  }
}

/** The wasm module throws some failures outside the promise that it returned; they end the request all the same. */
function orStray(work) {
  return new Promise((resolve, reject) => {
    process.once('uncaughtException', reject);
    work()
      .then(resolve, reject)
      .finally(() => process.off('uncaughtException', reject));
  });
}
