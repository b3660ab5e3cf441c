import { expect, type Locator, type Page } from '@playwright/test';

/** The lab's page as a person sees it, the same in both shells. */
export class Lab {
  constructor(readonly page: Page) {}

  get app(): Locator {
    return this.page.getByTestId('app');
  }

  /** The model's files are there and the first scenario has been recorded. */
  async ready(): Promise<void> {
    await expect(this.app).toBeVisible();
    await expect(this.app.locator('[aria-busy="true"]')).toHaveCount(0, { timeout: 30_000 });
  }
}
