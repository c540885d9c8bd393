import { CannotStart } from '../cannot-start.js';
import type { Keys } from '../keep-keys.js';
import { shown, type Home } from '../places.js';
import type { Crew } from '../programs/crew.js';
import { checkMayEnter, choosePostgresUser } from './choose-user.js';
import { clearLeftOver } from './clear-left-over.js';
import { findPostgres } from './find-postgres.js';
import { clusterIsThere, makeCluster } from './make-cluster.js';
import { databaseUrl, makeDatabase, migrate, tablesAreCurrent } from './open-database.js';
import { postgresRecipe } from './postgres-recipe.js';

export interface PostgresOrder {
  home: Home;
  keys: Keys;
  env: NodeJS.ProcessEnv;
  crew: Crew;
  /** Told what is done now. */
  stage(title: string): void;
}

/** Starts PostgreSQL with our tables in it, and makes what is missing. Answers with the address of our database. Throws CannotStart. */
export async function startPostgres({ home, keys, env, crew, stage }: PostgresOrder): Promise<string> {
  const programs = await findPostgres();
  const user = await choosePostgresUser(home.postgres);
  await checkMayEnter(user, home.folder, 'set LOCKSTEP_HOME to a folder elsewhere');
  await checkMayEnter(user, programs.bin, 'move this checkout elsewhere');
  await clearLeftOver(home);

  const password = keys.postgresPassword;
  if (!(await clusterIsThere(home, programs))) {
    stage('Making the database');
    await makeCluster({ home, programs, user, password, env, signal: crew.signal });
    stage('Starting PostgreSQL');
  }
  const { ready } = await crew.start(4, postgresRecipe(home, programs, user, env)).catch((cause: unknown) => {
    if (!(cause instanceof CannotStart)) throw cause;
    throw new CannotStart(`${cause.message} Put ${shown(home.postgres)} back from a copy, or move ${shown(home.folder)} away to begin anew.`, { cause });
  });

  await makeDatabase(ready.port, password, home);
  const url = databaseUrl(ready.port, password);
  if (!(await tablesAreCurrent(url, home))) {
    stage('Making the tables');
    await migrate(url, home, env, crew.signal);
  }
  return url;
}
