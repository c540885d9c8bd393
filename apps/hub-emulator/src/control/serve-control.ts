import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Answer } from '../http/answer.js';
import { HubError } from '../http/hub-error.js';
import { readBody } from '../http/read-body.js';
import { sendJson } from '../http/send-answer.js';
import { splitTarget, type Target } from '../http/split-target.js';
import type { Emulator } from '../serve/emulator.js';
import { ControlRefusal, type ControlRoute } from './control-call.js';
import { FAULT_ROUTES } from './fault-routes.js';
import { HUB_ROUTES } from './hub-routes.js';
import { JOURNAL_ROUTES } from './journal-routes.js';
import { SWITCH_ROUTES } from './switch-routes.js';
import { THROTTLE_ROUTES } from './throttle-routes.js';

const ROUTES: readonly ControlRoute[] = [...JOURNAL_ROUTES, ...FAULT_ROUTES, ...HUB_ROUTES, ...SWITCH_ROUTES, ...THROTTLE_ROUTES];

/** True for the paths of the control API. No hub has a path that begins so. */
export function isControl(url: string): boolean {
  return /^\/emulator(\/|\?|$)/.test(url);
}

/** Answers one request to the control API. A refusal is `{"error": "…"}` with 400, 404 or 405. */
export async function serveControl(emulator: Emulator, request: IncomingMessage, response: ServerResponse): Promise<void> {
  sendJson(response, await answer(emulator, request));
}

async function answer(emulator: Emulator, request: IncomingMessage): Promise<Answer> {
  try {
    const target = splitTarget(request.url ?? '/');
    const { route, name } = findRoute(request.method ?? '', target);
    return await route.run({ emulator, name, query: target.query, body: await readBody(request) });
  } catch (error) {
    if (error instanceof ControlRefusal) return { status: error.status, body: { error: error.message } };
    if (error instanceof HubError) return { status: error.status, body: { error: error.note ?? error.text } };
    emulator.onProblem(error);
    return { status: 500, body: { error: String(error) } };
  }
}

function findRoute(method: string, target: Target): { route: ControlRoute; name: string } {
  const onPath = ROUTES.flatMap((route) => {
    const name = nameIn(route.path, target.segments);
    return name === undefined ? [] : [{ route, name }];
  });
  const found = onPath.find(({ route }) => route.method === method);
  if (found) return found;
  if (onPath.length > 0) throw new ControlRefusal(405, `${target.path} does not take ${method}`);
  throw new ControlRefusal(404, `There is no ${target.path}. The control API is described in the README.`);
}

/** What stands in the place in braces; empty when the route has none, undefined when the path is another. */
function nameIn(path: string, segments: readonly string[]): string | undefined {
  const parts = path.split('/').slice(1);
  if (parts.length !== segments.length) return undefined;
  let name = '';
  for (const [index, part] of parts.entries()) {
    const segment = segments[index] ?? '';
    if (part.startsWith('{')) name = segment;
    else if (part !== segment) return undefined;
  }
  return name;
}
