export type Print = (line: string) => void;

export const print: Print = (line) => void process.stdout.write(`${line}\n`);

/** Minutes and seconds, for people who wait. */
export const duration = (ms: number): string => {
  const seconds = Math.max(0, Math.round(ms / 1_000));
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
};
