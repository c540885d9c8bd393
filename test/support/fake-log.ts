import { Log, type LogFields } from '#core';

export interface FakeLogLine {
  level: 'error' | 'warn' | 'info' | 'debug';
  fields: LogFields;
  sentence: string;
}

/** A log that keeps its lines for a test to read. */
export class FakeLog extends Log {
  readonly lines: FakeLogLine[] = [];

  override error(fields: LogFields, sentence: string): void {
    this.lines.push({ level: 'error', fields, sentence });
  }

  override warn(fields: LogFields, sentence: string): void {
    this.lines.push({ level: 'warn', fields, sentence });
  }

  override info(fields: LogFields, sentence: string): void {
    this.lines.push({ level: 'info', fields, sentence });
  }

  override debug(fields: LogFields, sentence: string): void {
    this.lines.push({ level: 'debug', fields, sentence });
  }
}
