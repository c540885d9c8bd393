const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];
const TOKEN = /^#token=([\x21-\x7e]{1,255})$/;

/**
 * The token that `npm start` put behind the # of the address it printed, once: it is taken out of the address at once, so that
 * it does not stay in the history. What stands behind # is never sent. Only on this machine, and only to fill in the field: on
 * another host a link could sign somebody in as whoever wrote it.
 */
export function takeToken({ hash, hostname, pathname, search } = location, forget = (address: string) => history.replaceState(history.state, '', address)): string {
  const [, token] = TOKEN.exec(hash) ?? [];
  if (!token) return '';
  forget(`${pathname}${search}`);
  return LOOPBACK.includes(hostname) ? decodeURIComponent(token) : '';
}
