/** What the SDK of the hub calls its debug lines. Those of HTTP print the bodies of calls, with device keys in them. Source: azure-iot-http-base, `debug(...)`. */
const LEAKS = 'azure-iot-http-base:Http';

/** Why DEBUG must not stay as it is, in a sentence; nothing where it may. */
export function flawsOfDebug(debug: string | undefined): string[] {
  const patterns = (debug ?? '').split(/[\s,]+/).filter((pattern) => pattern && !pattern.startsWith('-'));
  const leaks = patterns.find((pattern) => pattern.startsWith('azure-iot') || matches(pattern, LEAKS));
  return leaks ? [`DEBUG has ${leaks.slice(0, 60)}, with which the SDK prints the bodies of its calls to the hub, keys of devices among them. Take it out`] : [];
}

/** As the package `debug` reads a pattern: `*` stands for anything. */
function matches(pattern: string, name: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  if (rest.length === 0) return pattern === name;
  let at = first.length;
  if (!name.startsWith(first)) return false;
  for (const part of rest) {
    const found = name.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return rest.at(-1) === '' || name.endsWith(rest.at(-1)!);
}
