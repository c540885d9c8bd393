import type { Verdict } from './verdict.js';

/** Figures as they are read by people. What could not be measured is `-`. */
const known = (figure: number, write: () => string): string => (Number.isFinite(figure) ? write() : '-');

export const percent = (share: number): string => known(share, () => `${(100 * share).toFixed(1)} %`);
/** For shares that are near to nothing. */
export const finePercent = (share: number): string => known(share, () => `${(100 * share).toFixed(2)} %`);
export const whole = (figure: number): string => known(figure, () => String(Math.round(figure)));
export const twoPlaces = (figure: number): string => known(figure, () => figure.toFixed(2));
export const times = (ratio: number): string => known(ratio, () => `${ratio.toFixed(ratio < 10 ? 2 : 1)}x`);
export const seconds = (figure: number): string => known(figure, () => `${figure.toFixed(1)} s`);
export const megabytes = (bytes: number): string => known(bytes, () => `${(bytes / 1_000_000).toFixed(1)} MB`);

/** Lines of columns that stand below each other; the first row is the heading. */
export function columnsOf(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd());
}

export const verdictTable = (verdicts: readonly Verdict[]): string[] =>
  columnsOf([['measured', 'figure', 'gate', ''], ...verdicts.map(({ of, figure, gate, passed }) => [of, figure, gate, passed ? 'pass' : 'FAIL'])]);
