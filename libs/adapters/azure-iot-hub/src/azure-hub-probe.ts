import { randomUUID } from 'node:crypto';

import { Failure, HUB_RIGHTS, HubProbe, HubRefusesCredentials, isComplete, type HubRight, type HubTarget, type HubTest, type RightAnswer } from '#core';

import type { AzureIotHubsSettings } from './azure-iot-hubs.js';
import { hostCheck } from './check-host.js';
import { lookUpGateway, lookUpPublicAddresses } from './choose-addresses.js';
import { devicePath, ifMatch, twinPath } from './device-paths.js';
import { failureOf } from './failure-of.js';
import { plainHostName } from './host-allow-list.js';
import { HubAgent } from './hub-agent.js';
import { HubClient, type HubReply, type HubRequest as CountedRequest } from './hub-client.js';
import { signInToHub } from './sign-in-to-hub.js';

export type AzureHubProbeSettings = Omit<AzureIotHubsSettings, 'maxSockets' | 'bulkCost'>;

/** A handful of questions, asked by a person, is not worth a place in the line. */
type HubRequest = Omit<CountedRequest, 'category'>;

interface Answered {
  right: HubRight;
  answer: RightAnswer;
  failure: Failure | null;
}

const HTTPS_PORT = 443;
/** Base64 of 0: the etags of a hub count from something larger. */
const IMPOSSIBLE_ETAG = 'MA==';

/**
 * What is asked for each right, of a device that does not exist. Nothing can come of it: an identity is made neither by a
 * conditional delete nor by a conditional twin change. The delete goes by the bulk call because with Entra ID that one needs both
 * rights, to write and to delete. Source: Azure IoT Hub, "Control access by using Microsoft Entra ID".
 */
const questionsAbout = (deviceId: string): readonly [right: HubRight, request: HubRequest][] => [
  ['registryRead', { method: 'GET', path: devicePath(deviceId) }],
  ['registryWrite', { method: 'POST', path: '/devices', body: [{ id: deviceId, importMode: 'deleteIfMatchETag', eTag: IMPOSSIBLE_ETAG }] }],
  ['serviceConnect', { method: 'GET', path: twinPath(deviceId) }],
  ['serviceConnect', { method: 'PATCH', path: twinPath(deviceId), ifMatch: ifMatch(IMPOSSIBLE_ETAG, deviceId), body: { tags: {} } }],
];

/** Asks a hub what it lets us do. */
export class AzureHubProbe extends HubProbe {
  constructor(private readonly settings: AzureHubProbeSettings) {
    super();
  }

  override async test({ hostName, credentials }: HubTarget): Promise<HubTest> {
    const { allowedHosts, gateway, caPem, timeoutMs } = this.settings;
    hostCheck(allowedHosts)(hostName);
    const host = plainHostName(hostName) ?? hostName;
    const lookup = gateway ? lookUpGateway(gateway) : lookUpPublicAddresses();
    const agent = new HubAgent({ port: gateway?.port ?? HTTPS_PORT, lookup, caPem, timeoutMs, maxSockets: 1 });
    try {
      const tests: HubTest[] = [];
      // Each key by itself: the one that is not used today is the one that is needed when the other is regenerated.
      for (const signIn of signInToHub(host, credentials, timeoutMs)) tests.push(await askAll(new HubClient(host, [signIn], agent), host));
      const bad = tests.findIndex((test) => !isComplete(test));
      return bad < 1 ? tests[0]! : ofSecondKey(tests[bad]!);
    } finally {
      agent.destroy();
    }
  }
}

const ofSecondKey = ({ rights, trouble }: HubTest): HubTest => ({ rights, trouble: trouble && { ...trouble, detail: `Of the second key: ${trouble.detail}` } });

/** One question after the other: a hub that is away is not waited for four times. */
async function askAll(client: HubClient, hostName: string): Promise<HubTest> {
  const deviceId = `lockstep-test-${randomUUID()}`;
  const answers: Answered[] = [];
  for (const [right, request] of questionsAbout(deviceId)) {
    const answered = await ask(client, request, { hostName, deviceId });
    answers.push({ right, ...answered });
    if (answered.answer === 'unknown') break;
  }
  const rights = Object.fromEntries(HUB_RIGHTS.map((right) => [right, together(answers.filter((one) => one.right === right))])) as HubTest['rights'];
  const failure = answers.find((one) => one.answer === 'unknown')?.failure ?? refusedAltogether(answers);
  return { rights, trouble: failure && { reason: failure.code, detail: failure.message.replace(` for device ${deviceId}`, '') } };
}

async function ask(client: HubClient, request: HubRequest, of: { hostName: string; deviceId: string }): Promise<Omit<Answered, 'right'>> {
  try {
    return read(await client.send(request), of);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    // Entra ID gave no token, or the name leads nowhere: no other question would fare better.
    return { answer: 'unknown', failure: error };
  }
}

/** Whatever the hub finds wrong with the request itself, it let us in first. */
function read(reply: HubReply, of: { hostName: string; deviceId: string }): Omit<Answered, 'right'> {
  if (reply.kind === 'ok' || (reply.kind === 'refused' && [400, 404, 412].includes(reply.status))) return { answer: 'granted', failure: null };
  const failure = failureOf(reply, { ...of, write: false, now: new Date() });
  return { answer: failure instanceof HubRefusesCredentials ? 'missing' : 'unknown', failure };
}

/** A right that takes two questions is there when both are answered well. */
function together(answers: readonly Answered[]): RightAnswer {
  const [worst] = (['missing', 'unknown', 'granted'] as const).filter((kind) => answers.some(({ answer }) => answer === kind));
  return worst ?? 'unknown';
}

/** Where no right at all is there it is the credentials that are wrong, and the hub's own words say more than the list. */
const refusedAltogether = (answers: readonly Answered[]): Failure | null => (answers.every(({ answer }) => answer === 'missing') ? (answers[0]?.failure ?? null) : null);
