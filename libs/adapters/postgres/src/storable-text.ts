/**
 * Text as PostgreSQL can hold it. Neither `text` nor `jsonb` takes U+0000, and `jsonb` takes no half of a surrogate pair: such
 * a character in a foreign error message must not keep a device from being saved. Source: PostgreSQL, "JSON Types".
 */
export const storableText = (text: string): string => text.replace(/\0|\p{Surrogate}/gu, '\uFFFD');
