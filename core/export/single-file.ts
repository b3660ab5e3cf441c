/**
 * The lab, its sources and recordings in one HTML file that asks the network for nothing. This makes
 * the text; whoever calls it has compressed the parts (deflate-raw) and written them in base64.
 */
import { PLAYER_SCRIPT } from './player-script.ts';

/** The built lab as it is served: texts. */
export interface LabKit {
  code: string;
  style: string;
  /** By the name that the lab calls them by. */
  workers: Record<string, string>;
}

/** What the file says of itself, for the lab that starts in it. */
export interface FileAbout {
  /** Folder of the scenario. */
  directory: string;
  /** Ids of the states recorded, in the order of their recordings; the first two are shown. */
  states: string[];
  /** True where the recordings are only a part of their runs: others cannot be compared with them. */
  part: boolean;
  /** A saved session to begin with; null: the first two states from the start. */
  session: string | null;
}

/** Parts, compressed and in base64, by these names. */
export type FileParts = Record<string, string>;

/** Where the lab's code would ask for its own files: inside a file there are none. */
export function kitTexts({ code, workers }: LabKit): Record<string, string> {
  return {
    code: code.replaceAll('import.meta.url', 'document.baseURI'),
    ...Object.fromEntries(
      Object.entries(workers).map(([name, text]) => [
        `worker-${name}`,
        // A worker of a file can be no module: its names stay inside a function all the same.
        `(() => {'use strict';\n${text.replaceAll('import.meta.url', 'self.location.href')}\n})();\n`,
      ]),
    ),
  };
}

export const recordingPart = (index: number, part: 'json' | 'bytes') =>
  `recording-${index}-${part}`;

/**
 * What the file may do: run its own script and what that unpacks, use its own styles, and nothing
 * else. There is no source from which anything could be loaded.
 */
export function filePolicy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' blob: 'wasm-unsafe-eval'`,
    'worker-src blob:',
    `style-src 'nonce-${nonce}'`,
    'img-src data: blob:',
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

export interface SingleFile {
  title: string;
  /** What people see who open the file where scripts may not run. */
  summary: string;
  style: string;
  about: FileAbout;
  parts: FileParts;
  /** Letters and digits; the same for the same contents is well. */
  nonce: string;
}

/** The whole file. */
export function singleFileHtml(file: SingleFile): string {
  const { title, summary, style, about, parts, nonce } = file;
  const blocks = Object.entries(parts).map(
    ([name, text]) => `<script type="text/plain" id="folioscope-${name}">${text}</script>`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${filePolicy(nonce)}">
<meta property="csp-nonce" nonce="${nonce}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Folioscope">
<title>${escapeHtml(title)}</title>
<style nonce="${nonce}">${style.replaceAll('</', '<\\/')}</style>
</head>
<body>
<div id="lab"><p>${escapeHtml(summary)}</p></div>
<noscript><p>This file plays a recording; that needs JavaScript, which is switched off here.</p></noscript>
<script type="application/json" id="folioscope-about">${JSON.stringify(about).replaceAll('<', '\\u003c')}</script>
${blocks.join('\n')}
<script type="module" nonce="${nonce}">${PLAYER_SCRIPT}</script>
</body>
</html>
`;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
