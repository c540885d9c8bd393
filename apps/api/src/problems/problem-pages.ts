import { PROBLEMS, problemOf, problemType, type ProblemCode } from './problems.js';

/** A problem as a body, as it is sent. */
export function exampleOf(code: ProblemCode): Record<string, unknown> {
  const { status, title, example, facts } = problemOf(code);
  const traceId = '0af7651916cd43dd8448eb211c80319c';
  return { type: problemType(code), title, status, detail: example, ...facts, instance: '/api/v1/example', traceId };
}

/** The page of a problem, as Markdown. */
export function problemPage(code: ProblemCode): string {
  const { status, title, todo } = problemOf(code);
  return `# ${title}\n\n\`${problemType(code)}\`, status ${status}.\n\n**What to do.** ${todo}\n\n\`\`\`json\n${JSON.stringify(exampleOf(code), null, 2)}\n\`\`\`\n`;
}

/** The list of all problems, as Markdown. */
export function problemIndex(): string {
  const codes = (Object.keys(PROBLEMS) as ProblemCode[]).sort((one, other) => problemOf(one).status - problemOf(other).status);
  const rows = codes.map((code) => `| [${code}](${code}.md) | ${problemOf(code).status} | ${problemOf(code).title} |`);
  return `# Problems\n\nEvery error of the API is a problem after RFC 9457. Its \`type\` is one of these and stays what it is; texts may be reworded.\n\n| type | status | title |\n|---|---|---|\n${rows.join('\n')}\n`;
}

/** The page of a problem for a browser. */
export function problemHtml(code: ProblemCode): string {
  const { status, title, todo } = problemOf(code);
  const body = `<h1>${escape(title)}</h1><p><code>${problemType(code)}</code>, status ${status}.</p><p><strong>What to do.</strong> ${escape(todo)}</p><pre>${escape(JSON.stringify(exampleOf(code), null, 2))}</pre>`;
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escape(title)}</title></head><body>${body}</body></html>`;
}

const escape = (text: string): string => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
