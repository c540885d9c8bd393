import type { LoggerService } from '@nestjs/common';
import { pino, type Logger } from 'pino';
import { Log, type LogFields } from '#core';
import { printableFields } from './printable-fields.js';
import { currentTraceId } from './tracing/spans.js';
import { withoutSecrets } from './without-secrets.js';

/** What every line says of the work that it belongs to; what the line says by itself goes before. */
function present(): object {
  const traceId = currentTraceId();
  return traceId === null ? {} : { traceId };
}

/** One JSON line an entry, on standard output. */
export function openLogger(level: string, app: string): Logger {
  return pino(
    { level, base: { app }, timestamp: pino.stdTimeFunctions.isoTime, formatters: { log: printableFields }, mixin: present },
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
