import { z } from 'zod';
import { WEBHOOK_SECRET } from './sign-body.js';

/** Where a webhook goes and how it is signed. Addresses that Mender would refuse as private are welcome here. */
export const WebhookTarget = z.object({
  url: z.url({ protocol: /^https?$/, error: 'must be an http or https URL' }),
  secret: z.string().regex(WEBHOOK_SECRET, 'must be hex').default(''),
});

/** A webhook was to be registered that cannot be one. */
export class WebhookIsWrong extends Error {
  constructor(problems: readonly string[]) {
    super(`The webhook is not registered: ${problems.join('; ')}.`);
    this.name = 'WebhookIsWrong';
  }
}

/** The webhook, checked. Throws WebhookIsWrong, which never shows the secret. */
export function checkWebhook(webhook: { url: string; secret: string }): { url: string; secret: string } {
  const checked = WebhookTarget.safeParse(webhook);
  if (checked.success) return checked.data;
  throw new WebhookIsWrong(checked.error.issues.map(({ path, message }) => `its ${path.join('.')} ${message}`));
}
