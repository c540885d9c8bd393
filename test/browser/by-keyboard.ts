import type { Page } from 'playwright-core';

const MOST_TABS = 80;
/** Runs in the page: what a screen reader would call that which has the focus, nearly. */
const NAME_OF_FOCUS = `(({ activeElement: focus }) => (focus?.getAttribute('aria-label') ?? focus?.labels?.[0]?.textContent ?? focus?.textContent ?? '').trim())(document)`;

export const nameOfFocus = (page: Page): Promise<string> => page.evaluate(NAME_OF_FOCUS);

/** Goes on with Tab, or back with Shift+Tab, until what has the focus is called this. */
export async function tabTo(page: Page, name: string | RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  const seen: string[] = [];
  while (seen.length < MOST_TABS) {
    await page.keyboard.press(key);
    const focused = await nameOfFocus(page);
    if (typeof name === 'string' ? focused === name : name.test(focused)) return;
    seen.push(focused.slice(0, 40));
  }
  throw new Error(`${key} did not lead to ${String(name)}, but to ${seen.join(' | ')}.`);
}
