import { configurationEtag, configurationNotFound, showConfiguration, type Configuration } from '../configurations/configuration.js';
import { MOST_CONFIGURATIONS } from '../configurations/configuration-store.js';
import { checkConfigurationId, checkContent, findConditionFault, readConfiguration } from '../configurations/read-configuration.js';
import type { Answer } from '../http/answer.js';
import { argumentInvalid, HubError } from '../http/hub-error.js';
import { isMet, readPrecondition } from '../http/if-match.js';
import { foldNames, isJsonObject, type JsonObject } from '../json.js';
import { parseQuery } from '../query/parse-query.js';
import { findDevice } from './find-device.js';
import { readTop } from './read-top.js';
import { readObject, type Call, type Operation } from './operation.js';

const PATH = '/configurations/{configuration}';
const COMMON = { writes: false, limit: 'configurations' } as const;

export const listConfigurations: Operation = {
  ...COMMON,
  name: 'list-configurations',
  method: 'GET',
  path: '/configurations',
  access: 'RegistryRead',
  action: 'configurations/read',
  run: ({ hub, query }) => ({ status: 200, body: hub.configurations.all().slice(0, readTop(query.get('top'), MOST_CONFIGURATIONS)).map(showConfiguration) }),
};

export const getConfiguration: Operation = {
  ...COMMON,
  name: 'get-configuration',
  method: 'GET',
  path: PATH,
  access: 'RegistryRead',
  action: 'configurations/read',
  run: (call) => answer(findConfiguration(call)),
};

/** Creates a configuration, or with If-Match replaces the writable part of one. Both answer 200. */
export const putConfiguration: Operation = {
  ...COMMON,
  name: 'put-configuration',
  method: 'PUT',
  path: PATH,
  access: 'RegistryWrite',
  action: 'configurations/write',
  run: (call) => {
    const { hub, now } = call;
    const id = checkConfigurationId(call.names['configuration'] ?? '');
    const body = readObject(call.body);
    checkSameId(body, id);
    const wanted = readConfiguration(body);
    const precondition = readPrecondition(call.headers['if-match']);
    const present = hub.configurations.find(id);
    if (precondition.kind === 'none') {
      if (present) throw new HubError('ConfigurationAlreadyExists', `The configuration ${id} exists already.`);
      return keep(call, { id, wanted, createdAt: now, updatedAt: now, etag: 1 });
    }
    if (!present) throw missing(id, call.switches.updateMissingDeviceStatus);
    if (!isMet(precondition, configurationEtag(present))) throw stale();
    return keep(call, { ...present, wanted, updatedAt: now, etag: present.etag + 1 });
  },
};

export const deleteConfiguration: Operation = {
  ...COMMON,
  name: 'delete-configuration',
  method: 'DELETE',
  path: PATH,
  access: 'RegistryWrite',
  action: 'configurations/delete',
  run: (call) => {
    const present = findConfiguration(call);
    const precondition = readPrecondition(call.headers['if-match']);
    const refused = precondition.kind === 'none' && call.switches.deleteWithoutIfMatch === 'refused';
    if (refused || !isMet(precondition, configurationEtag(present))) throw stale();
    call.hub.configurations.remove(present.id);
    return { status: 204 };
  },
};

/** Says which of the queries of a configuration would not do. Source of the form: the service's REST description. */
export const testConfigurationQueries: Operation = {
  ...COMMON,
  name: 'test-configuration-queries',
  method: 'POST',
  path: '/configurations/testQueries',
  access: 'RegistryRead',
  action: 'configurations/testQueries/action',
  run: ({ body }) => {
    const { targetcondition = null, custommetricqueries } = foldNames(readObject(body));
    const queries = isJsonObject(custommetricqueries) ? Object.entries(custommetricqueries) : [];
    const faults = queries.flatMap(([name, query]): [string, string][] => {
      const fault = findQueryFault(String(query));
      return fault === undefined ? [] : [[name, fault]];
    });
    const targetConditionError = targetcondition === null ? undefined : findConditionFault(String(targetcondition));
    return { status: 200, body: { targetConditionError: targetConditionError ?? null, customMetricQueryErrors: Object.fromEntries(faults) } };
  },
};

/** Takes the content for one device, checks it, and leaves the device as it is: nothing here runs what it describes. */
export const applyConfigurationContent: Operation = {
  ...COMMON,
  name: 'apply-configuration-content',
  method: 'POST',
  path: '/devices/{id}/applyConfigurationContent',
  access: 'RegistryWrite',
  action: 'configurations/applyToEdgeDevice/action',
  run: (call) => {
    findDevice(call);
    checkContent(readObject(call.body));
    return { status: 204 };
  },
};

function findConfiguration({ hub, names }: Call): Configuration {
  const id = checkConfigurationId(names['configuration'] ?? '');
  const found = hub.configurations.find(id);
  if (found) return found;
  throw configurationNotFound(id);
}

function keep({ hub }: Call, configuration: Configuration): Answer {
  hub.configurations.put(configuration);
  return answer(configuration);
}

function answer(configuration: Configuration): Answer {
  return { status: 200, headers: { ETag: `"${configurationEtag(configuration)}"` }, body: showConfiguration(configuration) };
}

function checkSameId(body: JsonObject, id: string): void {
  const inBody = foldNames(body)['id'];
  if (inBody === undefined || inBody === null || inBody === id) return;
  throw argumentInvalid(`The configuration identifier in the body must be '${id}', as in the path.`);
}

function missing(id: string, status: 404 | 412): HubError {
  return status === 404 ? configurationNotFound(id) : stale();
}

function stale(): HubError {
  return new HubError('PreconditionFailed', 'PreconditionFailed');
}

function findQueryFault(query: string): string | undefined {
  try {
    parseQuery(query);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
