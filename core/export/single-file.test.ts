import { describe, expect, it } from 'vitest';
import { filePolicy, kitTexts, singleFileHtml } from './single-file.ts';

const FILE = {
  title: 'A <b> & "c"',
  summary: 'two states',
  style: 'a::after { content: "</style>"; }',
  about: {
    directory: 'scenarios/x',
    states: ['v9'],
    part: false,
    session: '</script><script>alert(1)</script>',
  },
  parts: { code: 'QUJD' },
  nonce: 'abc123',
};

describe('a single file', () => {
  it('allows nothing that could come from anywhere else', () => {
    const policy = filePolicy('abc');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("connect-src 'none'");
    expect(policy).not.toMatch(/https?:|'self'|\*|unsafe-inline|'unsafe-eval'/);
    expect(singleFileHtml(FILE)).not.toMatch(/(src|href)=/);
  });

  it('cannot be broken out of by what it holds', () => {
    const html = singleFileHtml(FILE);
    expect(html).toContain('<title>A &lt;b&gt; &amp; &quot;c&quot;</title>');
    expect(html).not.toContain('alert(1)</script>');
    expect(html.match(/<\/style>/g)).toHaveLength(1);
    const about = /id="folioscope-about">(.*?)<\/script>/.exec(html)?.[1];
    expect(JSON.parse(about ?? '')).toEqual(FILE.about);
  });

  it('asks for nothing beside itself', () => {
    const texts = kitTexts({
      code: 'new Worker(new URL("a.js", import.meta.url))',
      style: '',
      workers: { record: 'import.meta.url' },
    });
    expect(texts).toEqual({
      code: 'new Worker(new URL("a.js", document.baseURI))',
      'worker-record': "(() => {'use strict';\nself.location.href\n})();\n",
    });
  });
});
