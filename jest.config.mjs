/**
 * One configuration, four distances told apart by file name: `*.spec.ts` beside the code, `*.medium.spec.ts` on real
 * servers, `*.conformance.spec.ts` one suite per port, `*.journey.spec.ts` for whole paths.
 * `tools/test.mjs` runs them in that order; NODE_OPTIONS=--experimental-vm-modules is needed because NestJS 12 is ESM only.
 */
export default {
  // Guards against a hang, never a measure: a machine that does other work at the same time may be ten times slower.
  // Longer than `waitFor` waits (test/support/wait-for.ts), so that it is told what was waited for in vain.
  testTimeout: 150_000,
  testEnvironment: 'node',
  roots: ['<rootDir>/libs', '<rootDir>/apps', '<rootDir>/test', '<rootDir>/tools'],
  // Browser specs need the UI built and Chromium there; their suite (tools/suites) sees to both and asks for them by name.
  testMatch: ['**/*.spec.ts', '!**/*.browser.spec.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  // `#platform` is told apart by the resolver.
  resolver: '<rootDir>/tools/jest-resolver.cjs',
  moduleNameMapper: {
    '^#(core|lifecycle|integrations|twins|access)$': '<rootDir>/libs/$1/src/index.ts',
    '^#adapters/(.*)$': '<rootDir>/libs/adapters/$1/src/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', decorators: true, dynamicImport: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          target: 'es2022',
          keepClassNames: true,
        },
        sourceMaps: 'inline',
        module: { type: 'es6' },
      },
    ],
  },
};
