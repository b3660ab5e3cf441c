import { describe, expect, it } from 'vitest';
import { Schemes } from './schemes.ts';

describe('the schemes of the app', () => {
  const schemes = new Schemes();
  schemes.handlers.set('app', () => new Response());

  it.each([
    ['app://lab/index.html?a#b', 'https://app--lab.standin/index.html?a#b'],
    ['app://lab', 'https://app--lab.standin'],
  ])('%s becomes %s and back', (own, http) => {
    expect(schemes.toHttp(own)).toBe(http);
    expect(schemes.fromHttp(http)).toBe(own);
  });

  it('gives blob URLs back', () =>
    expect(schemes.fromHttp('blob:https://app--lab.standin/1')).toBe('blob:app://lab/1'));

  it.each(['https://example.org/', 'other://lab/', 'data:text/html,x', 'about:blank'])(
    'leaves %s alone',
    (url) => {
      expect(schemes.toHttp(url)).toBe(url);
      expect(schemes.fromHttp(url)).toBe(url);
    },
  );

  it('is not fooled by a host that looks like one', () =>
    expect(schemes.fromHttp('https://app--lab.standin.example.org/')).toBe(
      'https://app--lab.standin.example.org/',
    ));
});
