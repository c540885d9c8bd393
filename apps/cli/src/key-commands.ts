import { SealedSecrets, type KeyUses } from '#core';
import type { Command } from './command.js';
import { showProgress } from './show-progress.js';

/** The keys that seal stored secrets. They are those of the whole installation, whatever --tenant says. */
export const KEY_COMMANDS: Readonly<Record<string, Command>> = {
  keys: {
    usage: 'keys',
    does: 'lists the encryption keys, how many stored secrets each seals, and which of them is not needed any more',
    run: async (app) => useLines(await app.get(SealedSecrets).uses()),
  },
  rewrap: {
    usage: 'rewrap [--dry-run]',
    does: 'seals every stored secret with the first key of LOCKSTEP_MASTER_KEYS; may be stopped and run again, and needs no pause',
    run: async (app, { flag }) => {
      const secrets = app.get(SealedSecrets);
      const before = await secrets.uses();
      if (flag('dry-run')) return [`${olderIn(before)} stored secrets would be sealed with ${before.known[0]}.`, ...useLines(before)];
      const { records, troubles } = await secrets.rewrap(showProgress(olderIn(before)));
      return [`${records} stored secrets were sealed with ${before.known[0]}.`, ...troubles, ...useLines(await secrets.uses())];
    },
  },
};

const olderIn = ({ known: [newest], uses }: KeyUses): number => uses.filter(({ keyId }) => keyId !== newest).reduce((sum, { records }) => sum + records, 0);

/** What an operator has to know of the keys, a line for each. */
export function useLines({ known, uses }: KeyUses): string[] {
  const ids = [...new Set([...known, ...uses.map(({ keyId }) => keyId)])];
  return ids.map((id) => {
    const held = uses.filter(({ keyId }) => keyId === id);
    const records = held.reduce((sum, one) => sum + one.records, 0);
    const where = held.map((one) => `${one.place} ${one.records}`).join(', ');
    const name = id ?? '(no sealed value)';
    if (id === known[0]) return `${name}  seals  ${records} records  ${where}`.trimEnd();
    if (id !== null && known.includes(id)) {
      return records === 0 ? `${name}  opens  0 records: it can be taken away once every process has ${known[0]} first` : `${name}  opens  ${records} records  ${where}`;
    }
    return `${name}  MISSING  ${records} records cannot be opened  ${where}`;
  });
}
