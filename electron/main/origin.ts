/** Where the lab lives in the desktop shell. */
export const SCHEME = 'app';
export const HOST = 'lab';
export const START_URL = `${SCHEME}://${HOST}/index.html`;

/** Is this URL a page or file of the lab itself? */
export function isOwnUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host, username, password } = new URL(url);
  return protocol === `${SCHEME}:` && host === HOST && username === '' && password === '';
}
