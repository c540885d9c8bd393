/** What the Prisma CLI puts on the command line of its engine. */
export function readOptions(argv) {
  const valuesOf = (name) => argv.flatMap((word, at) => (word === name ? [argv[at + 1]] : []));
  const { url, shadowDatabaseUrl } = JSON.parse(valuesOf('--datasource')[0] ?? '{}');
  return {
    datamodels: valuesOf('--datamodels'),
    url,
    shadowDatabaseUrl,
    wantsVersion: argv.includes('--version') || argv.includes('-V'),
    /** `cli can-connect-to-database` or `cli create-database`: one answer, no conversation. */
    errand: argv.includes('cli') ? argv[argv.indexOf('cli') + 1] : undefined,
  };
}
