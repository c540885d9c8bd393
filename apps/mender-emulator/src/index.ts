import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { closeEmulator, openEmulator, type Emulator, type EmulatorOptions } from './emulator.js';
import { serve } from './http/serve.js';
import { configurationRoutes } from './routes/configuration-routes.js';
import { controlDeviceRoutes } from './routes/control-device-routes.js';
import { controlRoutes } from './routes/control-routes.js';
import { deviceRoutes } from './routes/device-routes.js';
import { integrationRoutes } from './routes/integration-routes.js';
import { pageRoute } from './routes/page-route.js';
import { chooseToken } from './token.js';
import { checkWebhook } from './webhooks/webhook-target.js';

export { DEFAULT_SETTINGS, type Settings } from './settings.js';

/** Where events are sent, and the hex secret that signs them; an empty secret leaves them unsigned. */
export interface Webhook {
  readonly url: string;
  readonly secret: string;
}

export interface MenderEmulatorOptions extends EmulatorOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** Default 127.0.0.1. The control API has no password: think before opening it to a network. */
  readonly host?: string;
  /** The bearer token of the management API; without it, the one in the data folder, or else a random one. */
  readonly token?: string;
  /** Registered at start, in place of any other. */
  readonly webhook?: Webhook;
}

export interface RunningMenderEmulator {
  readonly port: number;
  readonly url: string;
  readonly token: string;
  /** Registers this webhook, in place of any other. Resolves when that is kept; rejects with WebhookIsWrong. */
  setWebhook(webhook: Webhook): Promise<void>;
  /** Closes every connection and lets go of the data folder. Webhooks that still waited are lost, as in Mender. */
  stop(): Promise<void>;
}

/** Starts a device management server that behaves as Mender does. Resolves when it answers; rejects when the port is taken. */
export async function startMenderEmulator(options: MenderEmulatorOptions = {}): Promise<RunningMenderEmulator> {
  const emulator = await openEmulator(options);
  try {
    const token = await chooseToken(options.token, options.dataDir);
    if (options.webhook) await setWebhook(emulator, options.webhook);
    const server = createServer(serve({ ...emulator, token, routes: await routesOf(emulator) }));
    // Longer than clients keep an idle connection, so that it is they who close it and no request meets a closing one.
    server.keepAliveTimeout = 65_000;
    const { port, url } = await listen(server, options.port ?? 0, options.host ?? '127.0.0.1');
    let stopped: Promise<void> | undefined;
    return {
      port, url, token,
      setWebhook: (webhook) => setWebhook(emulator, webhook),
      stop: () => (stopped ??= close(server).then(() => closeEmulator(emulator))),
    };
  } catch (error) {
    await closeEmulator(emulator);
    throw error;
  }
}

async function routesOf(emulator: Emulator) {
  return [
    ...deviceRoutes(emulator), ...configurationRoutes(emulator), ...integrationRoutes(emulator),
    ...controlDeviceRoutes(emulator), ...controlRoutes(emulator), await pageRoute(),
  ];
}

async function setWebhook({ webhooks, records }: Emulator, webhook: Webhook): Promise<void> {
  webhooks.integrations.set(checkWebhook(webhook));
  await records.settled();
}

async function listen(server: Server, port: number, host: string): Promise<{ port: number; url: string }> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const { port: taken, address, family } = server.address() as AddressInfo;
  const reachable = address === '0.0.0.0' || address === '::' ? 'localhost' : address;
  return { port: taken, url: `http://${family === 'IPv6' && reachable !== 'localhost' ? `[${reachable}]` : reachable}:${taken}` };
}

async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}
