/** What a line of the log may carry beside its sentence. Never a secret. */
export type LogFields = Readonly<Record<string, unknown>>;

/** The log. The level is a duty: `error` somebody must act, `warn` somebody should look this week, `info` the life of a device, `debug` the life of a pass. */
export abstract class Log {
  abstract error(fields: LogFields, sentence: string): void;
  abstract warn(fields: LogFields, sentence: string): void;
  abstract info(fields: LogFields, sentence: string): void;
  abstract debug(fields: LogFields, sentence: string): void;
}
