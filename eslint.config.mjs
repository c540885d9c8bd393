import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { houseRules, readsEnvironment, SYNTAX } from './tools/lint/house-rules.mjs';

/** Who may open a secret, and what for. A new line here is a new place where a key can leak: review it as that. */
const OPENS_SECRETS = {
  'apps/api/src/access/session-cookies.ts': 'hands over',
  'apps/api/src/access/show-once.ts': 'shows',
  'apps/api/src/event-sources/event-source-bodies.ts': 'shows',
  'apps/cli/src/access-commands.ts': 'shows',
  'apps/cli/src/commands.ts': 'shows',
  'apps/standalone/src/seed-connections.ts': 'seeds',
  'libs/access/src/authenticate.ts': 'tells apart',
  'libs/core/src/connections/connection-string.ts': 'formats',
  'libs/core/src/connections/mask.ts': 'masks',
  'libs/integrations/src/add-event-source.ts': 'checks',
  'libs/integrations/src/connect-fleet.ts': 'checks',
  'libs/integrations/src/connect-hub.ts': 'parses',
  'libs/lifecycle/src/deliver-connection.ts': 'delivers',
  'libs/lifecycle/src/look-at-configuration.ts': 'compares',
  'libs/lifecycle/src/recognise.ts': 'compares',
  'libs/adapters/azure-iot-hub/src/azure-iot-hub.ts': 'registers',
  'libs/adapters/azure-iot-hub/src/sign-in-to-hub.ts': 'connects',
  'libs/adapters/identity-providers/src/ask-mender.ts': 'asks',
  'libs/adapters/identity-providers/src/mender-tokens.ts': 'verifies',
  'libs/adapters/identity-providers/src/oidc-provider.ts': 'connects',
  'libs/adapters/identity-providers/src/oidc-tokens.ts': 'verifies',
  'libs/adapters/mender/src/mender-fleet.ts': 'delivers',
  'libs/adapters/mender/src/send-request.ts': 'connects',
  'libs/adapters/postgres/src/bearer-secret.ts': 'hashes',
  'libs/adapters/postgres/src/connection-rows.ts': 'seals',
  'libs/adapters/postgres/src/postgres-kept-answers.ts': 'opens',
  'libs/adapters/postgres/src/sealing.ts': 'seals',
  'libs/adapters/postgres/src/seeded-keyring.ts': 'derives',
  'libs/adapters/postgres/src/tenant-seeds.ts': 'derives',
  'libs/adapters/webhooks/src/check-mender-signature.ts': 'verifies',
  'libs/adapters/webhooks/src/check-standard-webhook.ts': 'verifies',
  'libs/adapters/webhooks/src/sign-webhook.ts': 'signs',
};

const TESTS = ['**/*.spec.ts', '**/test/**'];
const CONFIG_FILES = ['**/*.config.{mjs,ts}', '.dependency-cruiser.cjs'];
const { defaultExports, wideConstructors, skippedTests } = SYNTAX;

export default defineConfig(
  globalIgnores(['docs/openapi.generated.d.ts', 'dist/', 'coverage/', 'artifacts/', '.lockstep/', '**/generated/', 'apps/ui/dist/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },

  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strict, tseslint.configs.stylistic],
    plugins: { house: houseRules },
    rules: {
      // A class with a decorator and nothing in it is how Nest writes a module, and an abstract class is how we write a port.
      '@typescript-eslint/no-extraneous-class': 'off',
      // `x!` stands where a check two lines above proves it and the compiler cannot follow; noUncheckedIndexedAccess makes these many.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // `_` is the word for "I know, and I do not need it".
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrorsIgnorePattern: '^_' }],
      // A twin forgets a key by deleting it, and its keys are data.
      '@typescript-eslint/no-dynamic-delete': 'off',
      'house/reveal-only-where-listed': 'error',
      'no-restricted-syntax': ['error', ...defaultExports, ...wideConstructors],
      // Twice the size that we aim at. The largest file decides how a code base feels, not the average one.
      'max-lines': ['error', { max: 350 }],
      ...readsEnvironment,
    },
  },

  {
    // The two rules that need types and are worth their time: a promise that nobody waits for is work that is lost in silence.
    files: ['{apps,libs,test}/**/*.ts'],
    ignores: ['apps/ui/**'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
    },
  },

  {
    // What runs as a service speaks through its logger: a line on stdout has no level, and secrets are not cut from it.
    files: ['libs/**/*.ts', 'apps/{api,worker}/**/*.ts'],
    rules: { 'no-console': 'error' },
  },

  { files: Object.keys(OPENS_SECRETS), rules: { 'house/reveal-only-where-listed': 'off' } },

  {
    // The one reader.
    files: ['libs/platform/src/env.ts'],
    rules: { 'no-restricted-properties': 'off', 'no-restricted-imports': 'off' },
  },

  {
    // Tests make secrets of their own and look into them, and they set the environment of what they start.
    files: TESTS,
    rules: {
      'house/reveal-only-where-listed': 'off',
      'no-restricted-properties': 'off',
      'no-restricted-imports': 'off',
      'no-restricted-syntax': ['error', ...defaultExports, ...wideConstructors, ...skippedTests],
      // A fake answers what a test needs, which is often nothing; and a promise that fails unheard fails the test.
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/no-misused-promises': 'off',
      // An answer from the wire is whatever it is; what a test expects of it is its type.
      '@typescript-eslint/no-explicit-any': 'off',
    },
  },

  {
    // Tools read the default export of these, and Prisma's file its URL from the environment.
    files: CONFIG_FILES,
    rules: { 'no-restricted-syntax': 'off', 'no-restricted-properties': 'off' },
  },

  {
    files: ['**/*.{mjs,cjs}'],
    extends: [tseslint.configs.base],
    rules: { 'no-unused-vars': 'off', '@typescript-eslint/no-unused-vars': 'error', 'max-lines': ['error', { max: 350 }] },
  },
);
