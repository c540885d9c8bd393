import type { FindingResponse } from './drift-responses.js';

const COLUMNS = ['deviceId', 'class', 'detail', 'harm', 'state', 'firstAt', 'lastAt'] as const satisfies readonly (keyof FindingResponse)[];
/** A spreadsheet takes a cell that begins so for a formula. Source: OWASP, "CSV Injection". */
const FORMULA = /^[=+\-@\t\r]/;

export const CSV_HEAD = `${COLUMNS.join(',')}\r\n`;

/** One finding as a line of a table. Source: RFC 4180. */
export const csvLine = (finding: FindingResponse): string => `${COLUMNS.map((name) => cell(finding[name])).join(',')}\r\n`;

/** One finding as a line of JSON. */
export const jsonLine = (finding: FindingResponse): string => `${JSON.stringify(finding)}\n`;

const cell = (text: string): string => `"${(FORMULA.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
