import type { LabKit } from '../../core/index.ts';

interface KitFiles {
  code: string;
  style: string;
  workers: Record<string, string>;
}

/** The texts that this very lab was built into. Throws Error where it was not built. */
export async function fetchLabKit(): Promise<LabKit> {
  const files = JSON.parse(await textOf('kit.json')) as KitFiles;
  const workers = await Promise.all(
    Object.entries(files.workers).map(async ([name, file]) => [name, await textOf(file)] as const),
  );
  const [code, style] = await Promise.all([textOf(files.code), textOf(files.style)]);
  return { code, style, workers: Object.fromEntries(workers) };
}

async function textOf(file: string): Promise<string> {
  const url = new URL(file, document.baseURI);
  const missing = `${file} is not there: only a built lab can be put into a file (npm run build)`;
  let response: Response;
  try {
    response = await fetch(url);
  } catch {
    throw new Error(missing);
  }
  const text = response.ok ? await response.text() : '';
  // A development server answers everything with its page.
  if (text === '' || (file.endsWith('.json') && !text.startsWith('{'))) throw new Error(missing);
  return text;
}
