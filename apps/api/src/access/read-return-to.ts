const HOME = '/';
/** A path of ours. Browsers read `//` and `/\` as another host, and drop tabs and line breaks before they look. */
const PATH = /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]{0,1000}$/;

/** Where a browser goes on after signing in: a path of ours, else the front page. */
export const readReturnTo = (value: unknown): string => (typeof value === 'string' && PATH.test(value) ? value : HOME);
