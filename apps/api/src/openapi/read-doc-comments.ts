import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What a doc comment says, its lines as one text. */
export interface DocComments {
  /** Of a controller, by the name of its class. */
  classes: ReadonlyMap<string, string>;
  /** Of a route, as `Class.method`. */
  routes: ReadonlyMap<string, string>;
}

/** The folder of the controllers, in the source as in what is made of it: the compiler keeps the comments. */
const FOLDER = join(import.meta.dirname, '..');
const CONTROLLER = /\.controller\.(js|ts)$/;

/**
 * The doc comments of all controllers, so that a route is described in one place: above itself. A comment belongs to what follows it, with its decorators
 * in between. Methods are indented by one step, which is two blanks in our source and four in the compiler's.
 */
export function readDocComments(folder = FOLDER): DocComments {
  const comments = { classes: new Map<string, string>(), routes: new Map<string, string>() };
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => CONTROLLER.test(name));
  // What the compiler once made of a controller that was moved since may have stayed behind: the newer of two is the one that runs.
  const byAge = files.map((file) => join(folder, file)).sort((one, other) => statSync(one).mtimeMs - statSync(other).mtimeMs);
  for (const file of byAge) collect(readFileSync(file, 'utf8'), comments);
  return comments;
}

const PIECE = /^(?<indent> *)\/\*\*(?<comment>[\s\S]*?)\*\/|^(?:export |let |const )*(?:\w+ = )?class (?<class>\w+)|^(?: {2}| {4})(?:async )?(?<method>\w+)\(/gm;

function collect(text: string, { classes, routes }: { classes: Map<string, string>; routes: Map<string, string> }): void {
  let pending: string | null = null;
  let className = '';
  for (const { groups } of text.matchAll(PIECE)) {
    if (groups?.comment !== undefined) {
      pending = asOneText(groups.comment);
      continue;
    }
    if (groups?.class) {
      className = groups.class;
      if (pending) classes.set(className, pending);
    } else if (groups?.method && pending) routes.set(`${className}.${groups.method}`, pending);
    pending = null;
  }
}

const asOneText = (comment: string): string => comment.replace(/^\s*\* ?/gm, ' ').replace(/\s+/g, ' ').trim();
