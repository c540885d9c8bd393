/** What the service limits separately. Source: Azure IoT Hub, quotas and throttling. */
export const CATEGORIES = [
  'registry',
  'queries',
  'twin-reads',
  'twin-updates',
  'jobs',
  'job-devices',
  'import-devices',
  'configurations',
  'methods',
] as const;
export type Category = (typeof CATEGORIES)[number];

/** One value for each category. */
export function forEachCategory<T>(make: (category: Category) => T): Record<Category, T> {
  return Object.fromEntries(CATEGORIES.map((category) => [category, make(category)])) as Record<Category, T>;
}
