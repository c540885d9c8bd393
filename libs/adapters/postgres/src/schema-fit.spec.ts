import { readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { MIGRATIONS } from './generated/migrations.js';
import { misfitOf } from './schema-fit.js';

const KNOWN = ['1_first', '2_second'];
const noted = (...names: string[]) => names.map((name) => ({ name, finished: true }));

describe('whether the tables fit', () => {
  it.each([
    { because: 'all that is known was applied', found: noted('1_first', '2_second') },
    { because: 'a later version added something', found: noted('1_first', '2_second', '3_more') },
  ])('is so when $because', ({ found }) => expect(misfitOf(found, KNOWN)).toBeNull());

  it.each([
    { because: 'a migration is missing', found: noted('1_first'), misfit: /older than this version needs: the migration 2_second is missing/ },
    { because: 'nothing was ever applied', found: [], misfit: /older than this version needs/ },
    { because: 'a migration broke off', found: [...noted('1_first'), { name: '2_second', finished: false }], misfit: /2_second is missing/ },
    { because: 'a later version took something away', found: noted('1_first', '2_second', '3_less_contract'), misfit: /newer than this version understands: the migration 3_less_contract/ },
    { because: 'a later version is taking something away', found: [...noted(...KNOWN), { name: '3_contract', finished: false }], misfit: /newer than this version understands/ },
  ])('is not so when $because', ({ found, misfit }) => expect(misfitOf(found, KNOWN)).toMatch(misfit));

  it('asks for a contraction that this version brought itself', () => {
    expect(misfitOf(noted('1_first'), ['1_first', '2_contract'])).toMatch(/2_contract is missing/);
    expect(misfitOf(noted('1_first', '2_contract'), ['1_first', '2_contract'])).toBeNull();
  });

  it('knows every migration that there is', () => {
    const folders = readdirSync('prisma/migrations', { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(MIGRATIONS).toEqual(folders.map(({ name }) => name).sort());
  });
});
