import fc from 'fast-check';
import { FleetIsAway, FleetStatus, type HubLook, type PresentIdentity, type Step, type World } from '#core';

const statuses = fc.constantFrom(...FleetStatus.options);
const numbers = fc.integer({ min: 1, max: 3 });
const perhapsNumbers = fc.option(numbers, { nil: null });

const identitiesWith = (next: fc.Arbitrary<number | null>): fc.Arbitrary<HubLook> => fc.record({
  kind: fc.constant('present' as const),
  status: fc.constantFrom('enabled' as const, 'disabled' as const),
  key: fc.oneof(
    fc.constant({ kind: 'foreign' as const }),
    fc.record({ kind: fc.constant('numbered' as const), number: numbers, next, deliverable: fc.boolean() }),
  ),
});

const hubs: fc.Arbitrary<HubLook> = fc.oneof(
  { weight: 4, arbitrary: identitiesWith(perhapsNumbers) },
  fc.constantFrom<HubLook>({ kind: 'absent' }, { kind: 'unseen' }, { kind: 'paused' }, { kind: 'not-connected' }),
);

const fleets: fc.Arbitrary<World['fleet']> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('seen' as const), status: statuses }) },
  fc.constant({ kind: 'not-connected' as const }),
  fc.constant({ kind: 'out-of-reach' as const, failure: new FleetIsAway('The fleet is away.') }),
);

const configurations: fc.Arbitrary<World['configuration']> = fc.oneof(
  fc.record({ kind: fc.constant('seen' as const), configured: fc.boolean(), deployed: fc.boolean(), reported: fc.boolean() }),
  fc.constantFrom<World['configuration']>({ kind: 'not-connected' }, { kind: 'not-needed' }),
);

/** While a rotation is under way nobody can ask for another one. */
const onceRotated = (world: World): World =>
  world.hub.kind === 'present' && world.hub.key.kind === 'numbered' && world.hub.key.next !== null ? { ...world, rotateTo: world.hub.key.next } : world;

/** Any world at all, also those that no look could show. */
export const worlds: fc.Arbitrary<World> = fc.record({
  told: fc.record({ status: statuses, occurredAt: fc.date({ noInvalidDate: true }), revision: fc.constant(null), eventId: fc.string() }),
  fleet: fleets,
  hub: hubs,
  rotateTo: perhapsNumbers,
  delivery: fc.record({ delivered: perhapsNumbers, confirmed: perhapsNumbers, deliveredAgoMs: fc.nat() }),
  configuration: configurations,
}).map(onceRotated);

/** What the outside makes of a step beside what was meant: who was there first, and what the device reports. */
export interface Chance {
  alreadyThere: HubLook | null;
  deliverable: boolean;
  reported: boolean;
}
export const chances: fc.Arbitrary<Chance> = fc.record({
  alreadyThere: fc.option(identitiesWith(fc.constant(null)), { nil: null }),
  deliverable: fc.boolean(),
  reported: fc.boolean(),
});

/** The world after a step, told without any of the code that takes it. */
export function worldAfter(world: World, step: Step, chance: Chance): World {
  const deployed = { ...world, delivery: { delivered: numberIn(world), confirmed: null, deliveredAgoMs: 0 } };
  switch (step.kind) {
    case 'create-identity':
      return looked({ ...world, hub: chance.alreadyThere ?? { kind: 'present', status: 'enabled', key: numbered(9, true) } }, chance);
    case 'adopt-identity':
      return world.hub.kind === 'present' ? looked({ ...world, hub: { ...world.hub, key: numbered(9, chance.deliverable) } }, chance) : world;
    case 'set-status':
      return world.hub.kind === 'present' ? looked({ ...world, hub: { ...world.hub, status: step.status } }, chance) : world;
    case 'delete-identity':
      return { ...world, hub: { kind: 'absent' }, delivery: { delivered: null, confirmed: null, deliveredAgoMs: 0 } };
    case 'add-key':
      return looked(withKey(world, (key) => ({ ...key, next: 8 })), chance);
    case 'promote-key':
      return withKey(world, (key) => ({ ...key, number: key.next ?? key.number, next: null }));
    case 'deliver-connection':
    case 'note-delivery':
      return { ...deployed, configuration: { kind: 'seen', configured: true, deployed: true, reported: chance.reported } };
    case 'note-confirmation':
      return { ...world, delivery: { ...world.delivery, confirmed: numberIn(world) } };
  }
}

type Numbered = Extract<PresentIdentity['key'], { kind: 'numbered' }>;

const withKey = (world: World, change: (key: Numbered) => Numbered): World =>
  world.hub.kind === 'present' && world.hub.key.kind === 'numbered' ? { ...world, hub: { ...world.hub, key: change(world.hub.key) } } : world;

const numbered = (number: number, deliverable: boolean) => ({ kind: 'numbered', number, next: null, deliverable }) as const;

const numberIn = ({ hub }: World): number | null => (hub.kind === 'present' && hub.key.kind === 'numbered' ? (hub.key.next ?? hub.key.number) : null);

/** Another identity, another look at the configuration. */
const looked = (world: World, { reported }: Chance): World =>
  world.configuration.kind === 'not-connected' ? world : { ...world, configuration: { kind: 'seen', configured: reported, deployed: reported, reported } };
