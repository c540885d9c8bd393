import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Draft } from './draft.js';
import { DraftShelf } from './draft-shelf.js';

class Memory implements Storage {
  readonly #items = new Map<string, string>();
  get length() {
    return this.#items.size;
  }
  clear = () => this.#items.clear();
  getItem = (key: string) => this.#items.get(key) ?? null;
  key = (at: number) => [...this.#items.keys()][at] ?? null;
  removeItem = (key: string) => void this.#items.delete(key);
  setItem = (key: string, value: string) => void this.#items.set(key, value);
}

const draft = (desired: string, at = '2026-01-01T00:00:00.000Z'): Draft => ({ etag: 'e', base: { desired: '{}', tags: '{}' }, texts: { desired, tags: '{}' }, at });
const textOf = (found: Draft | null | undefined) => found?.texts.desired ?? null;

describe('the drafts of a browser', () => {
  let browser: Memory;
  beforeEach(() => (browser = new Memory()));
  const open = (tab = new Memory(), who = 'Ada', twin = 'pump-1') => new DraftShelf(who, twin, browser, tab);

  it('are one for each tab, and each finds its own again', () => {
    const [one, other] = [new Memory(), new Memory()];
    open(one).keep(draft('mine'));
    open(other).keep(draft('theirs'));
    expect([textOf(open(one).read()), textOf(open(other).read()), open().read()]).toEqual(['mine', 'theirs', null]);
    expect(open().others().map((kept) => textOf(kept.draft)).sort()).toEqual(['mine', 'theirs']);
    expect(open(one).others().map((kept) => textOf(kept.draft))).toEqual(['theirs']);
  });

  it('are of one user and of one twin', () => {
    open().keep(draft('mine'));
    expect([open(new Memory(), 'Bob').others(), open(new Memory(), 'Ada', 'pump-10').others(), open(new Memory(), 'Ada', 'pump-1/edge').others()]).toEqual([[], [], []]);
  });

  it('are gone when they are dropped, and no other one with them', () => {
    const tab = new Memory();
    const shelf = open(tab);
    open().keep(draft('theirs'));
    shelf.keep(draft('mine'));
    shelf.drop();
    expect([open(tab).read(), shelf.others().length]).toEqual([null, 1]);
  });

  it('are taken over from a tab that is gone', () => {
    open().keep(draft('old'));
    const shelf = open();
    shelf.take(shelf.others()[0]!);
    expect([textOf(shelf.read()), shelf.others()]).toEqual(['old', []]);
  });

  it('are kept twice when the tab is there after all', () => {
    const [there, here] = [open(), open()];
    there.keep(draft('theirs'));
    const kept = here.others()[0]!;
    const before = browser.getItem(kept.place);
    here.take(kept);
    expect(browser.getItem(kept.place)).not.toBe(before);
    there.changedElsewhere(kept.place, draft('theirs, and more'));
    there.keep(draft('theirs, and more still'));
    expect([textOf(here.read()), textOf(there.read())]).toEqual(['theirs', 'theirs, and more still']);
  });

  it('outlive that another tab forgets or clears them', () => {
    const shelf = open();
    shelf.keep(draft('mine'));
    browser.clear();
    shelf.changedElsewhere('something else', draft('mine'));
    expect(shelf.read()).toBeNull();
    shelf.changedElsewhere(null, draft('mine'));
    expect(textOf(shelf.read())).toBe('mine');
  });

  it('are told with the newest first, and what cannot be understood is none', () => {
    open().keep(draft('older', '2026-01-01T00:00:00.000Z'));
    open().keep(draft('newer', '2026-01-02T00:00:00.000Z'));
    browser.setItem('lockstep-draft ["Ada","pump-1"] x', '{');
    expect(open().others().map((kept) => textOf(kept.draft))).toEqual(['newer', 'older']);
  });
});
