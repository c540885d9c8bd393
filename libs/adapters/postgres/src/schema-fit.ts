import { MIGRATIONS } from './generated/migrations.js';

/** A migration as Prisma notes it in the database. */
export interface NotedMigration {
  name: string;
  /** It ran to its end. */
  finished: boolean;
}

/**
 * A migration that takes something away, or gives it another meaning, carries this at the end of its name: versions from before
 * it cannot work with the tables after it. All others only add, so that two versions may run side by side.
 */
const CONTRACTS = /_contract$/;

const HOW = 'Bring it up to date with "node tools/prisma.mjs migrate deploy", then start again.';

/** Prisma's own table of what was applied. A migration that was rolled back was never there. */
export const NOTED_MIGRATIONS = 'SELECT migration_name AS name, finished_at IS NOT NULL AS finished FROM _prisma_migrations WHERE rolled_back_at IS NULL';

/** Why this version must not work with a database, in sentences, or null when it may: the tables are neither older than it needs nor newer than it understands. */
export function misfitOf(noted: readonly NotedMigration[], known: readonly string[] = MIGRATIONS): string | null {
  const finished = new Set(noted.filter((migration) => migration.finished).map(({ name }) => name));
  const missing = known.filter((name) => !finished.has(name));
  if (missing.length > 0) return `The database is older than this version needs: the migration ${missing.at(-1)} is missing. ${HOW}`;

  const strange = noted.find(({ name }) => !known.includes(name) && CONTRACTS.test(name));
  if (strange) return `The database is newer than this version understands: the migration ${strange.name} took away what it needs. Run the version that brought it, or a later one.`;
  return null;
}
