/** The lab in a browser on a session of a million steps. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { createStaticServer, listen } from '../../serve.mjs';
import { findChromium } from '../../test/system.mjs';

const SCENARIO = 'scenarios/compound-zone-device-pages';
const SHOWN = '\terror = show_map(&order4, 4, MEMORY_DEVICE_GENERIC);';
/** So often the first scenario's first map is shown: one and a bit million steps. */
const TIMES = 12;
/** Pages of the vmemmap, 64 frames each: a good hundred thousand frames for the map of frames. */
const VMEMMAP_PAGES = 1600;
const FIRST_FRAME = 0x800000;
const MAIN = 'int lab_main(void)\n{\n';
/** One page of RAM stands behind all of them, as behind the tails of a large folio: no time is spent on filling them. */
const MAP_FRAMES = `static void map_frames(void)
{
	unsigned long vmemmap_page = (unsigned long)pfn_to_page(${FIRST_FRAME});
	struct page *pages = kzalloc(PAGE_SIZE, GFP_KERNEL);

	for (int i = 0; i < PAGE_SIZE / sizeof(*pages); i++)
		set_page_zone(&pages[i], i % 2 ? ZONE_NORMAL : ZONE_DEVICE);
	for (int i = 0; i < ${VMEMMAP_PAGES}; i++)
		__lab_map((void *)(vmemmap_page + i * PAGE_SIZE), pages);
}

`;

/**
 * The lab's files with one scenario only: the first one, which shows its first map again and again,
 * beside a hundred thousand other frames.
 *
 * @param {string} root the project's folder
 */
export function longFiles(root) {
  const file = path.join(root, 'dist', 'renderer', 'lab-files.json');
  /** @type {Record<string, string>} */
  const files = JSON.parse(readFileSync(file, 'utf8'));
  const program = `${SCENARIO}/program.c`;
  const loop = `\tfor (int i = 0; i < ${TIMES}; i++)\n\t\terror = show_map(&order4, 4, MEMORY_DEVICE_GENERIC);`;
  const text = (files[program] ?? '')
    .replace(SHOWN, loop)
    .replace(MAIN, `${MAP_FRAMES}${MAIN}\tmap_frames();\n`);
  if (!text.includes('i++') || !text.includes('\tmap_frames();')) {
    throw new Error(`${program} no longer begins so, or no longer shows the order-4 map so`);
  }
  const others = /^scenarios\/(?!compound-zone-device-pages\/)/;
  const kept = Object.entries(files).filter(([name]) => !others.test(name));
  return { ...Object.fromEntries(kept), [program]: text };
}

/**
 * Opens the built lab; `files` null: with what ships.
 *
 * @param {string} root
 * @param {Record<string, string> | null} files
 * @param {{ width: number, height: number, colorScheme?: 'light' | 'dark' }} [screen]
 */
export async function openLab(root, files, screen = { width: 1920, height: 1080 }) {
  const server = createStaticServer(path.join(root, 'dist', 'renderer'));
  const url = `http://127.0.0.1:${await listen(server, 0)}/`;
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await chromium.launch({
    executablePath: findChromium() ?? undefined,
    args: ['--disable-gpu', ...sandbox],
  });
  const { width, height, colorScheme = 'light' } = screen;
  const page = await browser.newPage({ viewport: { width, height }, colorScheme });
  await page.addInitScript(() => {
    /** @type {{ start: number, duration: number }[]} */
    const tasks = [];
    Object.assign(globalThis, { longTasks: tasks });
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) {
        tasks.push({ start: startTime, duration });
      }
    }).observe({ type: 'longtask', buffered: true });
  });
  if (files) {
    await page.route('**/lab-files.json', (route) => route.fulfill({ json: files }));
  }
  const close = async () => {
    await browser.close();
    server.close();
  };
  return { page, browser, url, close };
}

/**
 * Resident memory of the page's process in bytes; null where the system does not tell.
 *
 * @param {import('@playwright/test').Browser} browser
 */
export async function rendererMemory(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const sizes = processInfo
    .filter(({ type }) => type === 'renderer')
    .flatMap(({ id }) => {
      try {
        const status = readFileSync(`/proc/${id}/status`, 'utf8');
        return [Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? NaN) * 1024];
      } catch {
        return [];
      }
    });
  return sizes.length > 0 ? Math.max(...sizes) : null;
}
