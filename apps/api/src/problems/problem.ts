/** What can go wrong with a request, under a code that stays what it is. */
export interface Problem {
  status: number;
  title: string;
  /** For whoever meets it: what to do. */
  todo: string;
  /** What `detail` says, for example. */
  example: string;
  /** Members beside those of RFC 9457, for example. */
  facts?: Readonly<Record<string, unknown>>;
}
