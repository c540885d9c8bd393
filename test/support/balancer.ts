import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** What a balancer of the field does, and no more: it asks /readyz, and sends new connections to those that are ready. It knows no HTTP beyond that. */
export interface Balancer {
  address: string;
  /** Puts another address in the place of one, or takes one away with null. */
  replace(name: string, address: string | null): void;
  /** Resolves when this one was found ready. */
  untilReady(name: string): Promise<void>;
  close(): Promise<void>;
}

interface Target {
  address: string;
  ready: boolean;
}

/** How often it looks, as a balancer would every few seconds. */
export const PROBE_MS = 200;

export async function openBalancer(): Promise<Balancer> {
  const targets = new Map<string, Target>();
  const sockets = new Set<Socket>();
  let turn = 0;
  const server = createServer((near) => {
    const ready = [...targets.values()].filter((target) => target.ready);
    const target = ready[turn++ % Math.max(1, ready.length)];
    if (!target) return void near.destroy();
    join(near, connect({ host: '127.0.0.1', port: Number(new URL(target.address).port) }), sockets);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const probe = setInterval(() => {
    for (const target of targets.values()) void look(target);
  }, PROBE_MS);

  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    replace: (name, address) => void (address === null ? targets.delete(name) : targets.set(name, { address, ready: false })),
    untilReady: async (name) => {
      const target = targets.get(name)!;
      while (!target.ready) await look(target);
    },
    close: async () => {
      clearInterval(probe);
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

async function look(target: Target): Promise<void> {
  target.ready = await fetch(`${target.address}/readyz`, { headers: { connection: 'close' } }).then(
    async (answer) => {
      await answer.body?.cancel();
      return answer.ok;
    },
    () => false,
  );
}

function join(near: Socket, far: Socket, sockets: Set<Socket>): void {
  for (const [socket, other] of [[near, far], [far, near]] as const) {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => {
      sockets.delete(socket);
      other.end();
    });
    socket.pipe(other);
  }
}
