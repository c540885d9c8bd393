import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { CurrentActor, Requires } from '#access';
import { ALL_DEVICES, DeviceCatalog, DeviceId, NotFound, Simulation, type Actor, type SimulatedFault } from '#core';
import { whyOf } from '../devices/device-responses.js';
import { pageOf, wishOf } from '../http/pages.js';
import { Answers, PAGE_HEADERS } from '../openapi/answers.decorator.js';
import { Problems } from '../openapi/problems.decorator.js';
import {
  FaultName,
  FleetChangeRequest,
  FleetChangeResponse,
  NewDevicesRequest,
  NewDevicesResponse,
  SimulatedDevicePage,
  SimulatedDeviceQuery,
  SimulationResponse,
  selectionOf,
  simulatedDeviceResponse,
  simulationResponse,
} from './simulation-bodies.js';

/** A simulated fleet to try Lockstep with. These routes are there only where `npm start` runs everything: elsewhere they are not found. */
@Controller('api/v1/simulation')
@Requires('integration:manage')
export class SimulationController {
  constructor(
    private readonly simulation: Simulation,
    private readonly catalog: DeviceCatalog,
  ) {}

  /** Shows how many simulated devices there are, and what is broken. */
  @Get()
  @Answers(200, 'The simulated fleet, and what is broken.', SimulationResponse)
  @Problems('simulation-is-away')
  async look(): Promise<SimulationResponse> {
    return simulationResponse(await this.simulation.look());
  }

  /** Lists the devices of the simulated fleet manager by id, each beside what Lockstep knows of it. */
  @Get('devices')
  @Answers(200, 'A page of simulated devices, by id.', SimulatedDevicePage, PAGE_HEADERS)
  @Problems('simulation-is-away')
  async list(
    @CurrentActor() { tenantId }: Actor,
    @Query({ schema: SimulatedDeviceQuery }) query: SimulatedDeviceQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SimulatedDevicePage> {
    const devices = await this.simulation.list({ ...wishOf(query, DeviceId), status: query.status ?? null });
    const page = pageOf(request, reply, devices, { limit: query.limit, keyOf: ({ deviceId }) => deviceId });
    const known = await Promise.all(page.map(({ deviceId }) => this.catalog.find({ tenantId, deviceId }, ALL_DEVICES)));
    return { items: page.map((device, at) => simulatedDeviceResponse(device, known[at] ?? null, whyOf(known[at] ?? null))) };
  }

  /** Has new devices ask to be let in. */
  @Post('devices')
  @HttpCode(201)
  @Answers(201, 'They are in the fleet manager, and pending.', NewDevicesResponse)
  @Problems('simulation-is-away')
  async add(@Body({ schema: NewDevicesRequest }) { count }: NewDevicesRequest): Promise<z.infer<typeof NewDevicesResponse>> {
    return { deviceIds: await this.simulation.add(count) };
  }

  /** Accepts, rejects, dismisses or decommissions devices, as an administrator of the fleet manager does. */
  @Post('changes')
  @HttpCode(200)
  @Answers(200, 'How many devices were changed.', FleetChangeResponse)
  @Problems('simulation-is-away')
  async change(@Body({ schema: FleetChangeRequest }) body: FleetChangeRequest): Promise<z.infer<typeof FleetChangeResponse>> {
    return { changed: await this.simulation.change(body.action, selectionOf(body)) };
  }

  /** Breaks something. Of the faults of the hub one stands at a time: another takes its place. */
  @Put('faults/:fault')
  @Answers(200, 'The simulated fleet, and what is broken.', SimulationResponse)
  @Problems('not-found', 'simulation-is-away')
  async break(@Param('fault') fault: string): Promise<SimulationResponse> {
    await this.simulation.set(named(fault), true);
    return this.look();
  }

  /** Mends one thing. */
  @Delete('faults/:fault')
  @Answers(200, 'The simulated fleet, and what is broken.', SimulationResponse)
  @Problems('not-found', 'simulation-is-away')
  async mend(@Param('fault') fault: string): Promise<SimulationResponse> {
    await this.simulation.set(named(fault), false);
    return this.look();
  }

  /** Mends everything. */
  @Delete('faults')
  @Answers(200, 'The simulated fleet, and what is broken.', SimulationResponse)
  @Problems('simulation-is-away')
  async mendAll(): Promise<SimulationResponse> {
    await this.simulation.mend();
    return this.look();
  }
}

function named(fault: string): SimulatedFault {
  const { data } = FaultName.safeParse(fault);
  if (!data) throw new NotFound(`There is no fault ${fault.slice(0, 64)}. There is ${FaultName.options.join(', ')}.`);
  return data;
}
