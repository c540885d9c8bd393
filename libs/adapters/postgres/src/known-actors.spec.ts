import { describe, expect, it } from '@jest/globals';
import type { Actor } from '#core';
import { anActor } from '../../../../test/support/builders.js';
import { KNOWN_MS, KnownActors, type SeenActor } from './known-actors.js';

const ALICE = anActor({ name: 'alice' });

/** Looks that are counted, at a clock that stands until it is moved. */
class World {
  at = 5_000;
  looks = 0;
  seen: SeenActor | null = { actor: ALICE, leftMs: null };
  readonly known = new KnownActors(() => this.at);

  ask(token = 'a'): Promise<Actor | null> {
    return this.known.of(token, async () => {
      this.looks += 1;
      return this.seen;
    });
  }
}

describe('who a token stands for', () => {
  it('is looked up once a second', async () => {
    const world = new World();
    await world.ask();
    world.at += KNOWN_MS - 1;
    expect([await world.ask(), world.looks]).toEqual([ALICE, 1]);
    world.at += 1;
    expect([await world.ask(), world.looks]).toEqual([ALICE, 2]);
  });

  it('is not known longer than the token is good', async () => {
    const world = new World();
    world.seen = { actor: ALICE, leftMs: 20 };
    await world.ask();
    world.at += 19;
    await world.ask();
    expect(world.looks).toBe(1);
    world.at += 1;
    world.seen = null;
    expect(await world.ask()).toBeNull();
  });

  it('is known of each token by itself', async () => {
    const world = new World();
    await world.ask('a');
    world.seen = null;
    expect([await world.ask('b'), await world.ask('a')]).toEqual([null, ALICE]);
  });

  it('is looked up each time where it is nobody', async () => {
    const world = new World();
    world.seen = null;
    await world.ask();
    world.seen = { actor: ALICE, leftMs: null };
    expect(await world.ask()).toEqual(ALICE);
  });

  it('is looked up anew after a change', async () => {
    const world = new World();
    await world.ask();
    world.known.forget();
    world.seen = null;
    expect(await world.ask()).toBeNull();
  });

  it('is not kept from a look that was under way when something changed', async () => {
    const world = new World();
    let answer!: (seen: SeenActor) => void;
    const late = world.known.of('a', () => new Promise((done) => (answer = done)));
    world.known.forget();
    answer({ actor: ALICE, leftMs: null });
    expect(await late).toEqual(ALICE);
    world.seen = null;
    expect(await world.ask()).toBeNull();
  });

  it('is not kept when the look failed', async () => {
    const world = new World();
    await expect(world.known.of('a', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
    expect([await world.ask(), world.looks]).toEqual([ALICE, 1]);
  });

  it('is kept of ten thousand tokens at most', async () => {
    const world = new World();
    for (let n = 0; n <= 10_000; n++) await world.ask(String(n));
    await world.ask('0');
    expect(world.looks).toBe(10_002);
  });
});
