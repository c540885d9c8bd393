import { z } from 'zod';
import { argumentInvalid, HubError } from '../http/hub-error.js';
import { foldNames, isJsonObject, type JsonObject } from '../json.js';
import { parseJobCondition } from '../query/parse-query.js';
import type { WantedConfiguration } from './configuration.js';

/** Lower case only. Source: end-to-end tests of azure-iot-sdk-csharp; the other characters are those of device ids. */
const ID = /^[a-z0-9\-:.+%_#*?!(),=@;$']{1,128}$/;
/** The sections that a content may have. Source: the service's REST description. */
const SECTIONS = ['devicecontent', 'modulecontent', 'modulescontent'];

const part = z.custom<JsonObject>(isJsonObject).nullish();
const Body = z.object({
  schemaversion: z.string().nullish(),
  labels: z.record(z.string(), z.string()).nullish(),
  content: part,
  targetcondition: z.string().nullish(),
  priority: z.int().min(0).nullish(),
  metrics: part,
});

/** Returns the id, or throws 400 ArgumentInvalid. */
export function checkConfigurationId(id: string): string {
  if (ID.test(id)) return id;
  throw argumentInvalid(`The configuration identifier '${id}' is invalid: it must be lower case.`);
}

/** Reads the writable part; what is read-only in the body is ignored. Throws 400. */
export function readConfiguration(body: JsonObject): WantedConfiguration {
  const parsed = Body.safeParse(foldNames(body));
  if (!parsed.success) throw argumentInvalid(`The configuration is invalid: ${parsed.error.issues[0]?.path.join('.') ?? ''}.`);
  const { schemaversion, labels, content, targetcondition, priority, metrics } = parsed.data;
  const targetCondition = targetcondition ?? '';
  const fault = findConditionFault(targetCondition);
  if (fault !== undefined) throw new HubError('InvalidConfigurationTargetCondition', fault);
  return {
    schemaVersion: schemaversion ?? null,
    labels: labels ?? {},
    content: checkContent(content ?? {}),
    targetCondition,
    priority: priority ?? 0,
    metricQueries: readQueries(metrics ?? {}),
  };
}

/** Returns the content, or throws 400 InvalidConfigurationContent for a section that there is not. */
export function checkContent(content: JsonObject): JsonObject {
  for (const [name, section] of Object.entries(content)) {
    if (!SECTIONS.includes(name.toLowerCase()) || (section !== null && !isJsonObject(section))) throw new HubError('InvalidConfigurationContent', `The content has no section '${name}'.`);
  }
  return content;
}

/** Why a target condition would not do; undefined when it does, and none at all or `*` do. */
export function findConditionFault(condition: string): string | undefined {
  if (condition.trim() === '' || condition.trim() === '*') return undefined;
  try {
    // A condition about modules names where it looks; the grammar of the rest is the same.
    parseJobCondition(condition.replace(/^\s*from\s+devices\.modules\s+where\s+/i, ''));
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function readQueries(metrics: JsonObject): JsonObject {
  const queries = foldNames(metrics)['queries'] ?? {};
  if (isJsonObject(queries) && Object.values(queries).every((query) => typeof query === 'string')) return queries;
  throw new HubError('InvalidConfigurationCustomMetricsQuery', 'The queries of the metrics must be texts.');
}
