/** Path → text of everything below `kernel/` and `scenarios/`, as the build packed it beside index.html. */
export async function fetchLabFiles(): Promise<Record<string, string>> {
  const url = new URL('lab-files.json', document.baseURI);
  let response: Response;
  try {
    response = await fetch(url);
  } catch {
    throw new Error(`The lab's files could not be loaded from ${url.href}. Is the server running?`);
  }
  if (!response.ok) {
    throw new Error(`The lab's files could not be loaded: ${url.href} answered ${response.status}`);
  }
  const files: unknown = await response.json();
  if (typeof files !== 'object' || files === null || Array.isArray(files)) {
    throw new Error(`${url.href} does not hold the lab's files`);
  }
  return files as Record<string, string>;
}
