/**
 * What must hold even when somebody is careless: for each area the files that are mutated, and the specs that are to notice.
 * Only specs without IO: a mutant that makes a server hang would cost minutes. Fuzz is left out too, it finds what no case names.
 */
export const AREAS = {
  access: {
    mutate: ['libs/core/src/access/*.ts', 'libs/access/src/{access.guard,api-routes,authenticate,browser-sessions,limit-requests,network-of,read-proof}.ts'],
    specs: ['libs/core/src/access/**/*.spec.ts', 'libs/access/src/**/*.spec.ts'],
  },
  twins: { mutate: ['libs/core/src/twins/*.ts'], specs: ['libs/core/src/twins/**/*.spec.ts'] },
  'connection-strings': { mutate: ['libs/core/src/connections/{connection-string,mask}.ts'], specs: ['libs/core/src/connections/**/*.spec.ts'] },
  sealing: { mutate: ['libs/adapters/postgres/src/sealing.ts'], specs: ['libs/adapters/postgres/src/sealing.spec.ts'] },
  // What sends webhooks has no spec without IO; what it signs them with stands apart.
  signatures: { mutate: ['libs/adapters/webhooks/src/*.ts', '!libs/adapters/webhooks/src/send-webhook.ts'], specs: ['libs/adapters/webhooks/src/**/*.spec.ts'] },
};

const NEVER_MUTATED = ['!**/*.spec.ts', '!**/index.ts', '!**/*.module.ts'];
const NEVER_RUN = ['!**/*.{medium,conformance,journey,live,fuzz}.spec.ts'];

/** Share of the mutants, in percent, that the specs of an area must notice. */
export const LEAST_SCORE = 85;

export const mutatedIn = (name) => [...AREAS[name].mutate, ...NEVER_MUTATED];

export const specsOf = (name) => [...AREAS[name].specs.map((pattern) => `**/${pattern}`), ...NEVER_RUN];
