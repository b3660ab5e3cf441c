import { expect, type Locator, type Page } from '@playwright/test';

/** The lab's page as a person sees it, the same in both shells. */
export class Lab {
  constructor(readonly page: Page) {}

  get app(): Locator {
    return this.page.getByTestId('app');
  }

  get verdict(): Locator {
    return this.page.getByTestId('verdict');
  }

  /** What a status line says to everyone, screen readers too. */
  get message(): Locator {
    return this.page.getByTestId('message');
  }

  get readings(): Locator {
    return this.page.getByTestId('readings');
  }

  get card(): Locator {
    return this.page.getByTestId('page-card');
  }

  get writers(): Locator {
    return this.page.getByTestId('writers');
  }

  /** Below the page card: the selected word, the counts. */
  get details(): Locator {
    return this.page.getByTestId('details');
  }

  /** In the place of the sources: frames, page tables, mappings, bytes. */
  get memory(): Locator {
    return this.page.getByTestId('memory');
  }

  /** Opens one of the scenarios that come with the lab, and waits for it. */
  async open(scenario: string): Promise<void> {
    const value = `scenarios/${scenario}`;
    await this.page.getByTestId('scenario').selectOption({ value });
    await expect(this.verdict).toBeHidden();
    await this.ready();
  }

  /** One column's timeline. */
  timeline(side: 'left' | 'right'): Locator {
    return this.page.getByTestId(`timeline-${side}`);
  }

  /** The button that shows a state in a column. */
  state(id: string, side: 'left' | 'right'): Locator {
    return this.page.getByTestId(`state-${id}-${side}`);
  }

  /** Everything is recorded and compared: the lab says what it found. */
  async ready(): Promise<void> {
    await expect(this.app).toBeVisible();
    await expect(this.verdict).toBeVisible({ timeout: 45_000 });
  }

  /** Where the cursor of the driving state stands, and how many steps there are. */
  async position(): Promise<{ at: number; of: number }> {
    const text = await this.page.getByTestId('step').innerText();
    const [, at, of] = /step\s+([\d\s]+?)\s+of\s+([\d\s]+)/.exec(text) ?? [];
    const number = (digits: string | undefined) => Number((digits ?? '').replace(/\s/g, '') || NaN);
    return { at: number(at), of: number(of) };
  }

  async expectAt(at: number): Promise<void> {
    await expect.poll(async () => (await this.position()).at).toBe(at);
  }

  /** Goes to a step as a person does: `g`, the number, Enter. */
  async goTo(step: number): Promise<void> {
    await this.page.keyboard.press('g');
    await this.page.getByTestId('palette').getByRole('combobox').fill(String(step));
    await this.page.keyboard.press('Enter');
    await this.expectAt(step);
  }

  /** Chooses a file in the browser's own chooser, which the lab opens with Ctrl-O. */
  async openFile(name: string, bytes: Buffer): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser');
    await this.page.keyboard.press('Control+o');
    await (await chooser).setFiles({ name, mimeType: 'text/plain', buffer: bytes });
  }
}
