import { expect, type Page } from '@playwright/test';

/** What a page must never do, collected while a test runs. */
export class PageWatch {
  private readonly problems: string[] = [];

  /** @param own where the page's own files come from */
  constructor(page: Page, own: string) {
    page.on('console', (message) => {
      if (message.type() === 'error') this.problems.push(`console: ${message.text()}`);
    });
    page.on('pageerror', (error) => this.problems.push(`error: ${error.message}`));
    page.on('request', (request) => {
      const url = request.url();
      if (!url.startsWith(own) && !/^(data|blob):/.test(url)) {
        this.problems.push(`request to ${url}`);
      }
    });
    page.on('requestfailed', (request) => {
      this.problems.push(`failed request: ${request.url()} (${request.failure()?.errorText})`);
    });
  }

  /** Nothing was written as an error, thrown, asked of another machine, or kept out by the policy. */
  expectQuiet(): void {
    expect(this.problems).toEqual([]);
  }
}
