import { revealOnlyWhereListed } from './reveal-only-where-listed.mjs';

/** The rules that are ours alone, as an ESLint plugin. */
export const houseRules = { rules: { 'reveal-only-where-listed': revealOnlyWhereListed } };

/** What ESLint can be told by a selector. Each with its reason, which is what the offender reads. */
export const SYNTAX = {
  defaultExports: [
    {
      selector: 'ExportDefaultDeclaration, ExportSpecifier[exported.name="default"]',
      message: 'Export it by its name: what is imported then has one word everywhere.',
    },
  ],
  wideConstructors: [
    {
      selector: 'MethodDefinition[kind="constructor"] > FunctionExpression[params.length>4]',
      message: 'At most four constructor parameters: a class that needs more does more than one thing.',
    },
  ],
  skippedTests: [
    {
      selector: 'MemberExpression[object.name=/^(describe|it|test)$/][property.name=/^(skip|only|todo|failing)$/]',
      message: 'A test runs or is deleted: one that is skipped looks green.',
    },
    {
      selector: 'CallExpression[callee.name=/^(xit|xtest|xdescribe|fit|fdescribe)$/]',
      message: 'A test runs or is deleted: one that is skipped looks green.',
    },
  ],
};

const ENVIRONMENT = 'The environment is read once, by libs/platform/src/env.ts, which names everything that is wrong with it. Take the value from there.';

/** `process.env` in its three guises. */
export const readsEnvironment = {
  'no-restricted-properties': ['error', { object: 'process', property: 'env', message: ENVIRONMENT }],
  'no-restricted-imports': [
    'error',
    { paths: ['process', 'node:process'].map((name) => ({ name, importNames: ['env'], message: ENVIRONMENT })) },
  ],
};
