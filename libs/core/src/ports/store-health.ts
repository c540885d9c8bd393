/** Whether what we know can be reached. */
export abstract class StoreHealth {
  /** True when the database answers now. Never throws. */
  abstract answers(): Promise<boolean>;
}
