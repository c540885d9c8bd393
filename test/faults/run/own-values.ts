/** What a device's configuration holds before we come. */
export const OWN_VALUES = { timezone: 'Europe/Oslo' };
