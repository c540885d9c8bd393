/** One figure against its gate. */
export interface Verdict {
  /** What was measured, and under which circumstances. */
  of: string;
  figure: string;
  gate: string;
  passed: boolean;
}

/** A figure that could not be taken is NaN, and never passes. */
export const atLeast = (of: string, figure: number, gate: number, write: (figure: number) => string): Verdict => ({
  of,
  figure: write(figure),
  gate: `>= ${write(gate)}`,
  passed: figure >= gate,
});

export const atMost = (of: string, figure: number, gate: number, write: (figure: number) => string): Verdict => ({
  of,
  figure: write(figure),
  gate: `<= ${write(gate)}`,
  passed: figure <= gate,
});

/** The gates, all from the project's performance goals. */
export const GATES = {
  lowestShare: 0.95,
  refused: 0,
  operationsPerDevice: 1.05,
  growthPerTenfold: 10.5,
  memoryBytes: 30_000_000,
  refusedBesideForeign: 0.001,
} as const;
