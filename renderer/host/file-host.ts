import { BrowserHost } from './browser-host.ts';
import type { LabFile } from './lab-file.ts';

/** A lab in one HTML file: sources and recordings come out of it, everything else is the browser's. */
export class FileHost extends BrowserHost {
  override readonly kind = 'file';

  constructor(private readonly file: LabFile) {
    super();
  }

  override async labFiles(): Promise<Record<string, string>> {
    const bytes = await this.file.bytesOf('files');
    return JSON.parse(new TextDecoder().decode(bytes)) as Record<string, string>;
  }
}
