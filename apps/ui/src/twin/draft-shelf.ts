import { readDraft, type Draft } from './draft.js';

/** A draft with the place where the browser keeps it. */
export interface KeptDraft {
  place: string;
  draft: Draft;
}

const anyName = (): string => Math.random().toString(36).slice(2);

/**
 * Where a browser keeps the drafts that somebody has of one twin. Each tab has a place of its own, which a reload finds again. A place
 * that another tab took is left to it: this tab goes on in a new one, so that neither writes over the other.
 */
export class DraftShelf {
  readonly #name: string;
  readonly #tab = anyName();
  #place: string | null;

  /** `kept` is shared by all tabs and stays; `own` is of this tab alone. */
  constructor(
    who: string,
    twin: string,
    private readonly kept: Storage,
    private readonly own: Storage,
  ) {
    this.#name = `lockstep-draft ${JSON.stringify([who, twin])}`;
    this.#place = own.getItem(this.#name);
  }

  /** The draft of this tab. */
  read(): Draft | null {
    return this.#place === null ? null : readDraft(this.kept.getItem(this.#place));
  }

  /** Throws when the browser keeps nothing more. */
  keep(draft: Draft): void {
    this.#place ??= `${this.#name} ${anyName()}`;
    this.own.setItem(this.#name, this.#place);
    // Who writes is written too: only a place whose content changes is told to other tabs.
    this.kept.setItem(this.#place, JSON.stringify({ ...draft, tab: this.#tab }));
  }

  drop(): void {
    if (this.#place !== null) this.kept.removeItem(this.#place);
    this.own.removeItem(this.#name);
    this.#place = null;
  }

  /** Drafts of other tabs, and of earlier visits; the newest first. */
  others(): KeptDraft[] {
    const places = Array.from({ length: this.kept.length }, (_, at) => this.kept.key(at)!).filter((place) => place.startsWith(this.#name) && place !== this.#place);
    return places.flatMap((place) => {
      const draft = readDraft(this.kept.getItem(place));
      return draft ? [{ place, draft }] : [];
    }).sort((one, other) => other.draft.at.localeCompare(one.draft.at));
  }

  /** Makes a draft that lies there that of this tab. A tab that has it open keeps what it has, in another place. */
  take({ place, draft }: KeptDraft): void {
    this.#place = place;
    this.keep(draft);
  }

  forget({ place }: KeptDraft): void {
    this.kept.removeItem(place);
  }

  /** Another tab changed the content of a place (null: of all). If it was that of this tab, what this tab has goes to a new one. */
  changedElsewhere(place: string | null, draft: Draft | null): void {
    if (this.#place === null || (place !== null && place !== this.#place)) return;
    this.#place = null;
    if (draft) this.keep(draft);
  }
}
