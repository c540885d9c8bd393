import { MenderError } from './mender-error.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const MOST_A_PAGE = 500;
const USUAL_PAGE = 20;
/** Far beyond what is kept, and small enough to count with. */
const LAST_PAGE = 1_000_000_000;

/** Throws MenderError 400. */
export function uuidIn(text: string, otherwise: string): string {
  if (!UUID.test(text)) throw new MenderError(400, `${otherwise}: invalid UUID length or format`);
  return text.toLowerCase();
}

export interface EventsQuery {
  page?: unknown;
  per_page?: unknown;
  integration_id?: unknown;
}

/** Which events are asked for. Throws MenderError 400. Source: Mender's `pkg/rest.utils`, ParsePagingParameters. */
export function readEventsQuery({ page, per_page, integration_id }: EventsQuery): { offset: number; limit: number; integrationId: string | null } {
  const number = Math.min(countIn('page', page, 1), LAST_PAGE);
  const limit = countIn('per_page', per_page, USUAL_PAGE);
  if (limit > MOST_A_PAGE) throw new MenderError(400, `parameter "per_page" above limit (max: ${MOST_A_PAGE})`);
  if (integration_id !== undefined && !UUID.test(String(integration_id))) throw new MenderError(400, 'integration ID is not a valid UUID');
  return { offset: (number - 1) * limit, limit, integrationId: integration_id === undefined ? null : String(integration_id).toLowerCase() };
}

function countIn(name: string, given: unknown, otherwise: number): number {
  if (given === undefined || given === '') return otherwise;
  const text = String(given);
  if (!/^[+-]?\d{1,18}$/.test(text)) throw new MenderError(400, `invalid ${name} query: "${text.slice(0, 40)}"`);
  const count = Number(text);
  if (count < 1) throw new MenderError(400, `invalid ${name} query: value must be a non-zero positive integer`);
  return count;
}
