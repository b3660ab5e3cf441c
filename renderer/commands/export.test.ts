import { beforeAll, describe, expect, it } from 'vitest';
import { thawRecording, Timeline, Trace, type Frozen } from '../../core/index.ts';
import { openRealLab } from '../testing/real-lab.ts';
import { createCommands, type CommandRegistry, type LabContext } from './index.ts';

let context: LabContext;
let commands: CommandRegistry;
const files: { suggestedName: string; data: string | Uint8Array }[] = [];

beforeAll(async () => {
  context = await openRealLab();
  context.host.saveFile = (file) => {
    files.push(file);
    return Promise.resolve(file.suggestedName);
  };
  commands = createCommands(context);
}, 120_000);

/** Runs a command that saves; what it saved. */
async function saved(id: string): Promise<{ name: string; text: string }> {
  const before = files.length;
  expect(commands.run(id)).toBe(true);
  for (let turn = 0; turn < 200 && files.length === before; turn++) {
    await new Promise((next) => setTimeout(next, 5));
  }
  const file = files[before];
  if (!file || typeof file.data !== 'string') throw new Error(`${id}: ${context.ui.message.text}`);
  return { name: file.suggestedName, text: file.data };
}

describe('exports of the lab', () => {
  it('all forms of the page card tell the same page', async () => {
    const pfn = 'fcd8001';
    for (const form of ['markdown', 'mail', 'json', 'c', 'svg']) {
      const { text } = await saved(`export.save-page-${form}`);
      expect(text, form).toContain(pfn);
      expect(text, form).toContain('compound_head');
    }
    const raw = await saved('export.save-page-raw');
    expect(raw.name).toBe(`compound-zone-device-pages-before-page-${pfn}.raw.txt`);
    expect(raw.text).toMatch(/^raw: [0-9a-f]{16} ffffea03f3600001 /);
  });

  it('the writers of the chosen word, and the differences', async () => {
    const writers = await saved('export.save-writers-markdown');
    expect(writers.text).toContain('| `0xffffea03f3600001` | `page.compound_head` |');
    const differences = await saved('export.save-differences-mail');
    expect(differences.name).toBe('compound-zone-device-pages-before-v9.txt');
    expect(differences.text).toMatch(/first difference: \S+/);
  });

  it('the timeline as far as it is zoomed', async () => {
    context.timeline.show({ from: 100.5, to: 300 });
    const { text } = await saved('export.save-timeline-svg');
    expect(text).toContain('steps 100 to 299 of');
    context.timeline.show(null);
  });

  it('says what went wrong when a file cannot be written', async () => {
    const { saveFile } = context.host;
    context.host.saveFile = () =>
      Promise.reject(new Error('a.md could not be saved: the disk is full'));
    commands.run('export.save-page-markdown');
    await expect.poll(() => context.ui.message.text).toContain('the disk is full');
    context.host.saveFile = saveFile;
  });

  it('a part of the run: the same bytes under other numbers', async () => {
    const { lab, runs } = context;
    const { session, position } = lab;
    const range = { from: position - 40, to: position + 60 };
    const made = await runs.freeze(session!.state, range);
    const part = new Trace(thawRecording((made as { frozen: Frozen }).frozen));
    const at = position + made!.shift;
    expect(part.step(at).functionName).toBe(session!.trace.step(position).functionName);
    const { address } = lab.selected!;
    expect(new Timeline(part).memoryAt(at).read(address, 64)).toEqual(
      session!.timeline.memoryAt(position).read(address, 64),
    );
    expect(part.callStack(at).map(({ functionName, line }) => `${functionName}:${line}`)).toEqual(
      lab.stacks[lab.side].map(({ functionName, line }) => `${functionName}:${line}`),
    );
  });
});
