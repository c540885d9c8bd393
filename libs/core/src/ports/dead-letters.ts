/** The source of letters that are about a device which somebody must look after, and not about an event. */
export const DEVICE_LETTERS = 'device';

/** How a letter was answered: what was in it was taken in after all, somebody laid it aside, or its device went on by itself. */
export type LetterAnswer = 'replayed' | 'dismissed' | 'revived';

/** A dead letter without its bytes. */
export interface DeadLetterSummary {
  id: bigint;
  /** An event source's id, `queue`, or `device`. */
  sourceId: string;
  deviceId: string | null;
  reason: string;
  detail: string;
  /** How often it came, or how often its device died. */
  attempts: number;
  firstAt: Date;
  lastAt: Date;
  /** Null while it is open. */
  answer: AnsweredLetter | null;
}

export interface AnsweredLetter {
  how: LetterAnswer;
  at: Date;
  by: string;
  note: string | null;
}

/** A dead letter with the bytes as they came in; none where it is about a device. */
export interface StoredLetter extends DeadLetterSummary {
  tenantId: string;
  raw: Uint8Array;
  /** The sender's id of the event, where it came beside the bytes. */
  eventId: string | null;
}

/** Which letters are meant. What is left out does not matter. */
export interface LetterFilter {
  ids?: readonly bigint[];
  reason?: string;
  sourceId?: string;
  deviceId?: string;
  /** Those that came last at this moment or later. */
  since?: Date;
  /** True: not answered. False: answered. */
  open?: boolean;
}

/** Events that could not be read, and devices that somebody must look after. They are answered, never deleted. */
export abstract class DeadLetters {
  /** Newest first, before the letter named, at most `limit`. */
  abstract list(tenantId: string, page: LetterFilter & { before: bigint | null; limit: number }): Promise<DeadLetterSummary[]>;

  /** With their bytes, oldest first, after the letter named, at most `limit`. */
  abstract read(tenantId: string, page: LetterFilter & { after: bigint | null; limit: number }): Promise<StoredLetter[]>;

  abstract count(tenantId: string, filter: LetterFilter): Promise<number>;

  /** Null when the tenant has no such letter. */
  abstract find(tenantId: string, id: bigint): Promise<StoredLetter | null>;

  /** Marks a letter as answered. False, and nothing is changed, when it came again since it was read. */
  abstract answer(letter: Pick<StoredLetter, 'tenantId' | 'id' | 'attempts'>, answer: Omit<AnsweredLetter, 'at'>): Promise<boolean>;
}
