import type { ShellBridge } from '../../contract/bridge.ts';
import type { Channel, Outcome, ReplyOf } from '../../contract/channel.ts';
import type { Host, OpenTextFileOptions, SaveFileOptions, TextFile } from '../../contract/host.ts';
import { offerCommands, type MenuGroup } from '../../contract/menu.ts';
import { openTextFile } from '../../contract/open-text-file.ts';
import { saveFile } from '../../contract/save-file.ts';
import { readSettings, writeSettings } from '../../contract/settings.ts';
import { fetchLabFiles } from './lab-files.ts';

/** The desktop shell: files go through main's dialogs, commands come from its menu. */
export class ElectronHost implements Host {
  readonly kind = 'electron';
  readonly versions: Record<string, string>;

  constructor(private readonly bridge: ShellBridge) {
    this.versions = { ...bridge.versions };
  }

  labFiles(): Promise<Record<string, string>> {
    return fetchLabFiles(); // app:// serves the same build
  }

  async openTextFile({ title, extensions }: OpenTextFileOptions): Promise<TextFile | null> {
    // Copied: a reactive array does not survive the way to another process.
    const outcome = await this.bridge.openTextFile({ title, extensions: [...extensions] });
    return unwrap(openTextFile, outcome);
  }

  async saveFile({ suggestedName, data }: SaveFileOptions): Promise<string | null> {
    return unwrap(saveFile, await this.bridge.saveFile({ suggestedName, data }));
  }

  async readSettings(): Promise<string | null> {
    return unwrap(readSettings, await this.bridge.readSettings());
  }

  async writeSettings(text: string): Promise<void> {
    unwrap(writeSettings, await this.bridge.writeSettings({ text, aside: false }));
  }

  async setSettingsAside(text: string): Promise<string> {
    return unwrap(writeSettings, await this.bridge.writeSettings({ text, aside: true }));
  }

  async offerCommands(groups: MenuGroup[]): Promise<void> {
    const plain = groups.map(({ label, items }) => ({
      label,
      items: items.map((item) => ({ ...item })),
    }));
    unwrap(offerCommands, await this.bridge.offerCommands(plain));
  }

  onCommand(listener: (command: string) => void): () => void {
    return this.bridge.onCommand(listener);
  }
}

/** The value, or main's message as an Error. */
function unwrap<C extends Channel>(channel: C, outcome: Outcome<unknown>): ReplyOf<C> {
  if (!outcome.ok) throw new Error(outcome.error);
  return channel.reply.parse(outcome.value) as ReplyOf<C>;
}
