import type { ServerResponse } from 'node:http';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Refusal, type Actor, type FeedLine } from '#core';
import { hearingOf, streamEventOf, type StreamEvent } from './stream-event.js';

/** So many streams of one process at most: each is a connection and a buffer. */
const MOST_STREAMS = 1_000;
/** What waits for a slow reader before it is cut off. It comes back and goes on where it was. */
const MOST_WAITING_BYTES = 256 * 1024;
/** Shorter than the minute after which most proxies take a silent connection for dead. */
const BEAT_MS = 15_000;
/** A stream ends by itself after this and the client comes back, so that a token which was taken back is not good for ever. */
const STREAM_LIVES_MS = 15 * 60_000;

/** This process has as many streams open as it may, or is about to stop. */
export class TooManyStreams extends Refusal {
  readonly code = 'too-many-streams';
}

interface Told {
  event: StreamEvent;
  /** As it is sent, but for the id. */
  text: string;
}

/** A line is put into words once, however many hear of it. */
const words = new WeakMap<FeedLine, Told | null>();

function toldOf(line: FeedLine): Told | null {
  const known = words.get(line);
  if (known !== undefined) return known;
  const event = streamEventOf(line);
  const told = event && { event, text: `event: ${event.name}\ndata: ${JSON.stringify(event.data)}\n\n` };
  words.set(line, told);
  return told;
}

/** One client that listens. */
export class Stream {
  #complete = 0n;
  readonly #mayHear: ReturnType<typeof hearingOf>;

  constructor(
    actor: Actor,
    private readonly response: ServerResponse,
  ) {
    this.#mayHear = hearingOf(actor);
  }

  /**
   * Tells of lines. The id that goes along is not that of the line: it is one from which nothing is missed, so that a client which
   * comes back hears of some lines twice rather than of one never.
   */
  tell(lines: readonly FeedLine[], complete: bigint): void {
    this.#complete = complete;
    for (const line of lines) {
      const told = toldOf(line);
      if (told && this.#mayHear(line, told.event)) this.#write(`id: ${line.id < complete ? line.id : complete}\n${told.text}`);
    }
  }

  /** Tells the client that more happened than is kept for it: it has to read everything anew. */
  reset(complete: bigint): void {
    this.#complete = complete;
    this.#write(`id: ${complete}\nevent: stream.reset\ndata: {}\n\n`);
  }

  beat(): void {
    this.#write(`: beat\nid: ${this.#complete}\n\n`);
  }

  end(): void {
    this.response.end();
  }

  #write(text: string): void {
    if (this.response.writableEnded || this.response.destroyed) return;
    this.response.write(text);
    if (this.response.writableLength > MOST_WAITING_BYTES) this.response.destroy();
  }
}

/** Every stream of this process: their beats, their end, and how many there are. */
@Injectable()
export class OpenStreams implements OnModuleDestroy {
  readonly #streams = new Set<Stream>();
  #stopping = false;

  /** Takes a stream in, and lets it go when its client does. */
  add(actor: Actor, response: ServerResponse, onClose: () => void): Stream {
    const stream = new Stream(actor, response);
    this.#streams.add(stream);
    const beat = setInterval(() => stream.beat(), BEAT_MS);
    const end = setTimeout(() => stream.end(), STREAM_LIVES_MS);
    const release = (): void => {
      clearInterval(beat);
      clearTimeout(end);
      this.#streams.delete(stream);
      onClose();
    };
    if (response.closed) release();
    else response.once('close', release);
    return stream;
  }

  /** Throws TooManyStreams when there is no room for one more. */
  checkRoom(): void {
    if (this.#stopping || this.#streams.size >= MOST_STREAMS) throw new TooManyStreams('No more streams can be opened here now. Try again in a moment.');
  }

  onModuleDestroy(): void {
    this.#stopping = true;
    for (const stream of this.#streams) stream.end();
  }
}
