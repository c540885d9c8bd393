import type { OnApplicationShutdown, Provider } from '@nestjs/common';
import { EmulatedSimulation } from '#adapters/emulators';
import { Simulation } from '#core';
import { simulationOf, type Env } from '#platform';
import { SimulationController } from './simulation.controller.js';

class OpenSimulation extends EmulatedSimulation implements OnApplicationShutdown {
  async onApplicationShutdown(): Promise<void> {
    await this.close();
  }
}

/** The simulated fleet: nothing, until standalone says where its emulators are. */
export function simulation(env: Env): { controllers: readonly (new (...given: never[]) => object)[]; providers: Provider[] } {
  const emulators = simulationOf(env);
  return emulators ? { controllers: [SimulationController], providers: [{ provide: Simulation, useFactory: () => new OpenSimulation(emulators) }] } : { controllers: [], providers: [] };
}
