/**
 * Who may import whom, and why. `#core` and its like are read as the sources that they are built from
 * (tsconfig.json); tools/import-rules.spec.ts shows of each rule that it bites.
 */
const TESTS = ['\\.spec\\.tsx?$', '^test/', '^(apps|libs)/.+/test/'];
const CORE = '^libs/core/';
const PLATFORM = '^libs/platform/';
const OURS = '^(apps|libs|test)/';
/** Where it is said which adapter answers which port. */
const ROOTS = '^apps/[^/]+/src/(main\\.ts$|.+\\.module\\.ts$)';

const npm = (names) => `(^|/)node_modules/(${names})/`;

/** A package that belongs to one place: change it there and nobody else notices. */
const onlyIn = (name, packages, homes, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: OURS, pathNot: [...homes, ...TESTS] },
  to: { path: npm(packages) },
});

const layers = [
  {
    name: 'core-is-pure',
    comment: 'The rules of the house can be tested without a world: no Nest, no database, no clock, no Node.',
    from: { path: CORE, pathNot: TESTS },
    to: { pathNot: [CORE, npm('zod')] },
  },
  {
    name: 'features-know-only-core',
    comment: 'Deleting the folder of a feature deletes the feature. What two of them need is a rule and belongs to core.',
    from: { path: '^libs/(lifecycle|twins|integrations|access)/', pathNot: TESTS },
    to: { path: OURS, pathNot: [CORE, '^libs/$1/'] },
  },
  {
    name: 'features-reach-out-through-ports',
    comment: 'A use case that opens a file or a socket, or knows a driver, cannot be run against a fake.',
    from: { path: '^libs/(lifecycle|twins|integrations|access)/', pathNot: TESTS },
    to: {
      path: ['(^|/)node_modules/', '^(node:)?(fs|net|tls|dns|http|http2|https|dgram|child_process|worker_threads)(/|$)'],
      pathNot: npm('@nestjs/common|@nestjs/core|zod|rxjs|reflect-metadata'),
    },
  },
  {
    name: 'adapters-know-core-and-platform',
    comment: 'An adapter answers a port. If it called a use case, or another adapter, neither could be replaced alone.',
    from: { path: '^libs/adapters/([^/]+)/', pathNot: TESTS },
    to: { path: OURS, pathNot: [CORE, PLATFORM, '^libs/adapters/$1/'] },
  },
  {
    name: 'platform-knows-core',
    comment: 'Plumbing for every app; it has no opinion about devices and hubs.',
    from: { path: PLATFORM, pathNot: TESTS },
    to: { path: OURS, pathNot: [CORE, PLATFORM] },
  },
  {
    name: 'only-roots-wire-adapters',
    comment: 'Which adapter answers which port is read in one place an app. The consumers of the worker are the other end of the queue.',
    from: { path: '^apps/', pathNot: [ROOTS, '^apps/worker/src/.+\\.consumer\\.ts$', ...TESTS] },
    to: { path: '^libs/adapters/' },
  },
];

const apps = [
  {
    name: 'apps-stay-apart',
    comment: 'Apps share code through libs. Only standalone is made of the others.',
    from: { path: '^apps/([^/]+)/', pathNot: ['^apps/standalone/', ...TESTS] },
    to: { path: '^apps/', pathNot: '^apps/$1/' },
  },
  {
    name: 'standalone-uses-front-doors',
    comment: 'Standalone starts the other apps; how they are made is not its business.',
    from: { path: '^apps/standalone/', pathNot: TESTS },
    to: { path: '^apps/', pathNot: ['^apps/standalone/', '^apps/[^/]+/src/(index|main)\\.ts$', '^apps/[^/]+/src/.+\\.module\\.ts$'] },
  },
  {
    name: 'emulators-stand-alone',
    comment: 'An emulator that shares our code shares our mistakes, and would agree with them.',
    from: { path: '^apps/(hub|mender)-emulator/', pathNot: TESTS },
    to: { path: '^(libs|test)/' },
  },
  {
    name: 'ui-speaks-http',
    comment: 'The browser knows the API by its OpenAPI document, as any other program does.',
    from: { path: '^apps/ui/' },
    to: { path: OURS, pathNot: '^apps/ui/' },
  },
];

const houseRules = [
  {
    name: 'front-door-only',
    comment: 'A lib is entered by its index.ts; what is behind it may be rearranged without asking.',
    from: { path: '^(libs/adapters/[^/]+|libs/[^/]+|apps/[^/]+|test)/' },
    to: { path: '^libs/(adapters/[^/]+|[^/]+)/src/', pathNot: ['^$1/', '^libs/(adapters/[^/]+|[^/]+)/src/index\\.ts$'] },
  },
  {
    name: 'tests-are-leaves',
    comment: 'Nothing that ships leans on a test, a fake or a builder.',
    from: { path: OURS, pathNot: TESTS },
    to: { path: TESTS },
  },
  {
    name: 'no-circles',
    comment: 'A circle is two things that pretend to be apart.',
    from: { path: OURS },
    to: { circular: true },
  },
  onlyIn('prisma-stays-home', '@prisma/[^/]+|prisma', ['^libs/adapters/postgres/'], 'One adapter knows the tables.'),
  onlyIn('bullmq-stays-home', 'bullmq|@nestjs/bullmq', ['^libs/adapters/bullmq/', '^apps/worker/src/.+\\.consumer\\.ts$'], 'One adapter knows the queue.'),
  onlyIn('redis-stays-home', 'ioredis|rate-limiter-flexible', ['^libs/adapters/(bullmq|hub-budgets|rate-limits)/'], 'The adapters that know Redis: the queue, the budgets of hubs, and the counting of requests.'),
  onlyIn('identity-providers-stay-home', 'jose|openid-client', ['^libs/adapters/identity-providers/'], 'One adapter verifies what others sign.'),
  onlyIn('azure-stays-home', 'azure-iothub|@azure/[^/]+', ['^libs/adapters/azure-iot-hub/'], 'One adapter knows the SDK and its traps.'),
  onlyIn('react-stays-home', 'react|react-dom', ['^apps/ui/'], 'One app knows the browser.'),
];

const resolution = [
  {
    name: 'everything-resolves',
    comment: 'An import that is not understood here would slip past every rule above.',
    from: { path: OURS },
    to: { couldNotResolve: true },
  },
  {
    name: 'sources-not-builds',
    comment: 'What is built may be older than what is written.',
    from: { path: OURS },
    to: { path: '^dist/' },
  },
  {
    name: 'declared-packages-only',
    comment: 'A package that another package happens to bring may be gone tomorrow.',
    from: { path: OURS },
    to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
  },
  {
    name: 'ships-without-dev-packages',
    comment: 'The image is installed without devDependencies.',
    from: { path: '^(libs|apps/(api|worker|cli))/', pathNot: TESTS },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
  },
];

module.exports = {
  forbidden: [...layers, ...apps, ...houseRules, ...resolution].map((rule) => ({ severity: 'error', ...rule })),
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    // Types too: who knows a type of another is bound to it.
    tsPreCompilationDeps: true,
    // Some packages, Nest's among them, have only an ESM door.
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
    doNotFollow: { path: ['node_modules', '/generated/'] },
  },
};
