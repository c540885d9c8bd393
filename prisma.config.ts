import { defineConfig } from 'prisma/config';

/** `generate` connects to nothing, yet the CLI wants a well-formed URL. Where one is needed, tools/prisma.mjs insists on DATABASE_URL. */
const NOWHERE = 'postgresql://nobody@127.0.0.1:1/nothing';

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL || NOWHERE },
});
