import type { OnApplicationShutdown } from '@nestjs/common';
import { EmulatedSimulation } from '#adapters/emulators';
import { Simulation } from '#core';
import { simulationOf, type Env } from '#platform';
import { SimulationController } from './simulation.controller.js';

class OpenSimulation extends EmulatedSimulation implements OnApplicationShutdown {
  async onApplicationShutdown(): Promise<void> {
    await this.close();
  }
}

/** The simulated fleet: no door, until standalone says where its emulators are. */
export const simulation = {
  controllers: [SimulationController],
  in: (env: Env) => {
    const emulators = simulationOf(env);
    return emulators ? { controllers: [SimulationController], providers: [{ provide: Simulation, useFactory: () => new OpenSimulation(emulators) }] } : { controllers: [], providers: [] };
  },
};
