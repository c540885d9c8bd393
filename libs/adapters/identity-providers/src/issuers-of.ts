const V2 = /^https:\/\/login\.microsoftonline\.com\/([0-9a-f-]{36})\/v2\.0$/i;
const V1 = /^https:\/\/sts\.windows\.net\/([0-9a-f-]{36})\/$/i;

/**
 * The names by which an issuer calls itself. An Entra ID directory has two, and which of them stands in a token is decided by the
 * application that it is for (`requestedAccessTokenVersion`), with the same keys. Source: Entra ID, "Access tokens", token formats.
 */
export function issuersOf(issuer: string): string[] {
  const [, directory] = V2.exec(issuer) ?? V1.exec(issuer) ?? [];
  if (!directory) return [issuer];
  return [...new Set([issuer, `https://login.microsoftonline.com/${directory}/v2.0`, `https://sts.windows.net/${directory}/`])];
}
