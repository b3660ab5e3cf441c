/**
 * Text to the clipboard. Where the page has no permission to write to it (the desktop shell grants
 * none), the old way is taken, which needs nothing but that the user has just pressed something.
 * Throws Error with what to do instead.
 */
export async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    if (!copySelected(text)) {
      throw new Error('The clipboard cannot be written to here; save it to a file instead');
    }
  }
}

/** A picture to the clipboard. Throws Error with what to do instead. */
export async function copyPng(png: Uint8Array<ArrayBuffer>): Promise<void> {
  try {
    const blob = new Blob([png], { type: 'image/png' });
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': blob })]);
  } catch {
    throw new Error('The clipboard takes no picture here; save it to a file instead');
  }
}

function copySelected(text: string): boolean {
  const focused = document.activeElement;
  const area = document.createElement('textarea');
  area.value = text;
  area.setAttribute('aria-hidden', 'true');
  area.style.position = 'fixed';
  area.style.opacity = '0';
  document.body.append(area);
  try {
    area.select();
    return document.execCommand('copy');
  } finally {
    area.remove();
    if (focused instanceof HTMLElement) focused.focus();
  }
}
