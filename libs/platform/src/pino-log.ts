import type { LoggerService } from '@nestjs/common';
import { pino, type Logger } from 'pino';
import { Log, type LogFields } from '#core';

/** Whatever looks like a key or a signature is cut out of a line, in case it ever gets that far. */
const SECRET_LOOKING = /(SharedAccessKey=|SharedAccessSignature[ =]|sig=|Bearer |lst_|whsec_)[A-Za-z0-9+/=%._~-]+/g;

const withoutSecrets = (text: string): string => text.replace(SECRET_LOOKING, '$1[secret]');

/** One JSON line an entry, on standard output. */
export function openLogger(level: string, app: string): Logger {
  return pino(
    { level, base: { app }, timestamp: pino.stdTimeFunctions.isoTime, redact: ['req.headers.authorization', 'req.headers.cookie'] },
    { write: (line: string) => void process.stdout.write(withoutSecrets(line)) },
  );
}

/** Our log and Nest's own, both through pino. */
export class PinoLog extends Log implements LoggerService {
  constructor(private readonly logger: Logger) {
    super();
  }

  override error(fields: LogFields | string, sentence?: string): void {
    this.#write('error', fields, sentence);
  }

  override warn(fields: LogFields | string, sentence?: string): void {
    this.#write('warn', fields, sentence);
  }

  override info(fields: LogFields, sentence: string): void {
    this.#write('info', fields, sentence);
  }

  override debug(fields: LogFields | string, sentence?: string): void {
    this.#write('debug', fields, sentence);
  }

  /** Nest tells every module and route at start; that is for whoever looks closely. */
  log(message: string): void {
    this.logger.debug(message);
  }

  #write(level: 'error' | 'warn' | 'info' | 'debug', fields: LogFields | string, sentence: string | undefined): void {
    if (typeof fields === 'string') this.logger[level]({ detail: sentence }, fields);
    else this.logger[level](fields, sentence);
  }
}
