import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { FleetIsAway, countingStatus, decide, wantedFor, type Decision, type HubLook, type Step, type World } from '#core';
import { chances, worldAfter, worlds, type Chance } from '../../../../test/support/any-world.js';

const RUNS = { numRuns: 2_000 };
/** Found there and disabled, with a rotation wanted: create, enable, add a key, deliver, note the report, promote. */
const MOST_STEPS = 6;

/** Lets one step follow the other; answers with the steps and with how it ended. */
function live(start: World, outside: readonly Chance[]): { worlds: World[]; steps: Step[]; end: Decision } {
  const worlds = [start];
  const steps: Step[] = [];
  for (;;) {
    const world = worlds.at(-1)!;
    const decision = decide(world);
    if (decision.kind !== 'step' || steps.length > MOST_STEPS) return { worlds, steps, end: decision };
    worlds.push(worldAfter(world, decision.step, outside[steps.length] ?? outside[0]!));
    steps.push(decision.step);
  }
}

const lives = fc.tuple(worlds, fc.array(chances, { minLength: 7, maxLength: 7 }));

describe('decide, from any world', () => {
  it('comes to an end in at most six steps', () => {
    fc.assert(
      fc.property(lives, ([world, outside]) => {
        const { steps, end } = live(world, outside);
        expect(end.kind).not.toBe('step');
        expect(steps.length).toBeLessThanOrEqual(MOST_STEPS);
      }),
      RUNS,
    );
  });

  it('never takes the same kind of step twice on the way', () => {
    fc.assert(
      fc.property(lives, ([world, outside]) => {
        const kinds = live(world, outside).steps.map(({ kind }) => kind);
        expect(new Set(kinds).size).toBe(kinds.length);
      }),
      RUNS,
    );
  });

  it('rests only where the hub is as the counting status wants it', () => {
    fc.assert(
      fc.property(lives, ([start, outside]) => {
        const { worlds: seen, end } = live(start, outside);
        fc.pre(end.kind === 'rest');
        const { hub, ...world } = seen.at(-1)!;
        const found = hub.kind === 'present' ? hub.status : 'none';
        const fitting = {
          enabled: ['enabled'],
          'enabled-if-present': ['enabled', 'none'],
          'disabled-if-present': ['disabled', 'none'],
          absent: ['none'],
        }[wantedFor(countingStatus(world))];
        expect(fitting).toContain(found);
      }),
      RUNS,
    );
  });

  it('says the same again in a world at rest', () => {
    fc.assert(
      fc.property(lives, ([world, outside]) => {
        const { worlds: seen, end } = live(world, outside);
        expect(decide(structuredCloneOf(seen.at(-1)!))).toEqual(end);
        expect(decide(seen.at(-1)!)).toEqual(end);
      }),
      RUNS,
    );
  });

  it('deletes only what the counting status calls decommissioned', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        if (stepIn(world)?.kind === 'delete-identity') expect(countingStatus(world)).toBe('decommissioned');
      }),
      RUNS,
    );
  });

  it('creates only for an accepted device, and enables only for an accepted or preauthorized one', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const step = stepIn(world);
        if (step?.kind === 'create-identity') expect(countingStatus(world)).toBe('accepted');
        if (step?.kind === 'set-status' && step.status === 'enabled') expect(['accepted', 'preauthorized']).toContain(countingStatus(world));
      }),
      RUNS,
    );
  });

  it('hands a key out only for an accepted device that is enabled', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        if (stepIn(world)?.kind !== 'deliver-connection') return;
        expect(countingStatus(world)).toBe('accepted');
        expect(world.hub).toMatchObject({ kind: 'present', status: 'enabled', key: { kind: 'numbered', deliverable: true } });
      }),
      RUNS,
    );
  });

  it('does nothing but shut out while the fleet is out of reach, and then does not rest', () => {
    fc.assert(
      fc.property(lives, ([start, outside]) => {
        const world: World = { ...start, fleet: { kind: 'out-of-reach', failure: new FleetIsAway('The fleet is away.') } };
        const { steps, end } = live(world, outside);
        const effects = steps.filter(({ kind }) => kind !== 'adopt-identity');
        expect(effects.every((step) => step.kind === 'set-status' && step.status === 'disabled')).toBe(true);
        if (steps.length > 0) expect(wantedFor(world.told.status)).toBe('disabled-if-present');
        expect(end.kind).not.toBe('rest');
      }),
      RUNS,
    );
  });

  it('does nothing at all without a hub that may be used', () => {
    fc.assert(
      fc.property(worlds, fc.constantFrom<HubLook>({ kind: 'paused' }, { kind: 'not-connected' }), (world, hub) => {
        expect(decide({ ...world, hub }).kind).toBe('wait');
      }),
      RUNS,
    );
  });

  it('waits at least a second and at most a quarter of an hour', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const decision = decide(world);
        fc.pre(decision.kind === 'wait');
        expect(decision.afterMs).toBeGreaterThanOrEqual(1_000);
        expect(decision.afterMs).toBeLessThanOrEqual(900_000);
      }),
      RUNS,
    );
  });
});

function stepIn(world: World): Step | null {
  const decision = decide(world);
  return decision.kind === 'step' ? decision.step : null;
}

/** The same facts in other objects. A failure is a class and stays itself. */
const structuredCloneOf = ({ fleet, ...facts }: World): World => ({ ...structuredClone(facts), fleet: { ...fleet } });
