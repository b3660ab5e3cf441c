import { expect, type ConsoleMessage, type Page, type Request } from '@playwright/test';

/** What a page must never do, collected while a test runs. */
export class PageWatch {
  private readonly problems: string[] = [];

  /** @param own where the page's own files come from */
  constructor(
    private readonly page: Page,
    private readonly own: string,
  ) {
    page.on('console', this.onConsole);
    page.on('pageerror', this.onError);
    page.on('request', this.onRequest);
    page.on('requestfailed', this.onFailed);
  }

  stop(): void {
    this.page.off('console', this.onConsole);
    this.page.off('pageerror', this.onError);
    this.page.off('request', this.onRequest);
    this.page.off('requestfailed', this.onFailed);
  }

  /** Takes what was collected, for tests that provoke it. */
  take(): string[] {
    return this.problems.splice(0);
  }

  /** Nothing was written as an error, thrown, asked of another machine, or kept out by the policy. */
  expectQuiet(): void {
    expect(this.problems).toEqual([]);
  }

  private readonly onConsole = (message: ConsoleMessage): void => {
    if (message.type() === 'error') this.problems.push(`console: ${message.text()}`);
  };

  private readonly onError = (error: Error): void => {
    this.problems.push(`error: ${error.message}`);
  };

  private readonly onRequest = (request: Request): void => {
    const url = request.url();
    if (!url.startsWith(this.own) && !/^(data|blob):/.test(url)) {
      this.problems.push(`request to ${url}`);
    }
  };

  private readonly onFailed = (request: Request): void => {
    const reason = request.failure()?.errorText ?? 'unknown';
    // A page that is loaded afresh gives up what it was still loading.
    if (reason === 'net::ERR_ABORTED' && request.url().startsWith(this.own)) return;
    this.problems.push(`failed request: ${request.url()} (${reason})`);
  };
}
