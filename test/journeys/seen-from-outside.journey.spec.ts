/**
 * What monitoring sees of a running installation. Real: PostgreSQL, Redis, HTTP, HTTPS, the API and a worker with their
 * management ports. Emulated: the hub and the fleet manager.
 */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { startWorker, type RunningWorker } from '../../apps/worker/src/start-worker.js';
import { BACKENDS, startStack, type Stack } from '../support/lockstep.js';
import { waitFor } from '../support/wait-for.js';
import { sendMenderWebhook } from '../support/webhook-sender.js';

interface Alert { alert: string; expr: string; annotations: { runbook: string } }
interface Dashboard { panels: { targets: { expr: string }[] }[] }

const alerts = (parse(readFileSync('ops/prometheus-alerts.yaml', 'utf8')) as { groups: { rules: Alert[] }[] }).groups.flatMap(({ rules }) => rules);
const dashboard = JSON.parse(readFileSync('ops/grafana-dashboard.json', 'utf8')) as Dashboard;

const namesIn = (expressions: readonly string[]): string[] => [...new Set(expressions.flatMap((expr) => expr.match(/\b(lockstep|nodejs|process)_\w+/g) ?? []))];

/** Every name that a page may show, also where nothing was counted yet. */
function namesOn(page: string): Set<string> {
  const names = [...page.matchAll(/^# TYPE (\S+) (\S+)$/gm)].flatMap(([, name, type]) => (type === 'histogram' ? ['_bucket', '_count', '_sum'].map((end) => `${name}${end}`) : [name!]));
  return new Set(names);
}

/** The value of the one line of this name that has these labels, among others. */
function valueOf(page: string, name: string, labels: Record<string, string>): number {
  const pairs = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
  const lines = page.split('\n').filter((line) => line.startsWith(`${name}{`) && pairs.every((pair) => line.includes(pair)));
  if (lines.length !== 1) throw new Error(`${lines.length} lines are ${name} of ${pairs.join()}`);
  return Number(lines[0]!.split(' ').at(-1));
}

describe.each(BACKENDS)('from outside, with the queue on %s,', (backend) => {
  let stack: Stack;
  let worker: RunningWorker;
  const pages = async (): Promise<{ api: string; worker: string }> => {
    const [api, work] = await Promise.all([stack.api.management!, worker.management!].map(async (address) => (await fetch(`${address}/metrics`)).text()));
    return { api: api!, worker: work! };
  };

  beforeAll(async () => {
    stack = await startStack({ backend, settings: { LOCKSTEP_MANAGEMENT_PORT: '0' } });
    worker = await startWorker(stack.env);
    await stack.menderControl.make(['pump-7']);
    await stack.menderControl.bulk('accept', ['pump-7']);
    await stack.inSync('pump-7', 'accepted');
    await sendMenderWebhook(stack.webhook, 'no event at all');
    await fetch(`${stack.api.address}/api/v1/devices/pump-7`, { headers: { authorization: `Bearer ${(await stack.tokens.issue('default', 'eve', 'viewer')).token.reveal()}` } });
  }, 240_000);
  afterAll(async () => {
    await worker?.stop();
    await stack?.stop();
  }, 240_000);

  it('everything that alerts and dashboard ask for is there', async () => {
    const { api, worker: work } = await pages();
    const there = new Set([...namesOn(api), ...namesOn(work)]);
    const asked = namesIn([...alerts.map(({ expr }) => expr), ...dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr))]);
    expect(asked.length).toBeGreaterThan(20);
    expect(asked.filter((name) => !there.has(name))).toEqual([]);
  });

  it('the life of a device is counted, from its events to its steps', async () => {
    const page = await waitFor('the figures of the store to be new', async () => {
      const found = await pages();
      return /^lockstep_devices\{.*sync="in-sync".*\} 1$/m.test(found.api) && /^lockstep_dead_letters\{.*kind="event"/m.test(found.api) ? found : null;
    });
    expect(valueOf(page.api, 'lockstep_events_total', { source: 'webhook', result: 'accepted' })).toBeGreaterThanOrEqual(1);
    expect(valueOf(page.api, 'lockstep_events_total', { source: 'webhook', result: 'buried' })).toBe(1);
    expect(valueOf(page.api, 'lockstep_dead_letters', { tenant: 'default', kind: 'event' })).toBe(1);
    expect(valueOf(page.api, 'lockstep_http_request_duration_seconds_count', { route: '/api/v1/devices/:deviceId', method: 'GET', status: '2xx' })).toBe(1);
    expect(valueOf(page.api, 'lockstep_figures_missing', { source: 'budgets' })).toBe(0);
    expect([valueOf(page.api, 'lockstep_connections', { connection: 'hub', state: 'well' }), valueOf(page.api, 'lockstep_connections', { connection: 'fleet', state: 'well' })]).toEqual([1, 1]);
    expect(valueOf(page.api, 'lockstep_hub_budget_allowed_per_minute', { tenant: 'default', category: 'registry' })).toBeGreaterThan(0);
    expect(valueOf(page.worker, 'lockstep_steps_total', { step: 'create-identity' })).toBe(1);
    expect(valueOf(page.worker, 'lockstep_steps_total', { step: 'deliver-connection' })).toBe(1);
    expect(valueOf(page.worker, 'lockstep_hub_call_duration_seconds_count', { operation: 'change-many', result: 'ok' })).toBe(1);
    expect(valueOf(page.worker, 'lockstep_fleet_call_duration_seconds_count', { operation: 'deploy-configuration', result: 'ok' })).toBe(1);
    expect(valueOf(page.worker, 'lockstep_passes_total', { outcome: 'in-sync', reason: 'as-wanted' })).toBeGreaterThanOrEqual(1);
  }, 240_000);

  it('no label names a device', async () => {
    const { api, worker: work } = await pages();
    expect(`${api}${work}`).not.toContain('pump-7');
  });
});

describe('the alerts', () => {
  it('each lead to a place in the runbook', () => {
    const places = [...readFileSync('docs/runbook.md', 'utf8').matchAll(/^## (.+)$/gm)].map(([, title]) => `docs/runbook.md#${title!.toLowerCase().replaceAll(' ', '-')}`);
    expect(alerts.length).toBeGreaterThan(10);
    expect(alerts.map(({ annotations }) => annotations.runbook).filter((place) => !places.includes(place))).toEqual([]);
  });
});
