/** A program's pages in a graphics card's memory, and back: on touch, and when the driver goes. */
import { describe, expect, it } from 'vitest';
import { projectTree } from '../truth/testing/recorded.ts';
import { loadScenario, recordState, type FileTree } from './index.ts';

const DIRECTORY = 'scenarios/nouveau-shared-memory';
const DRIVER = 'kernel/drivers/gpu/drm/nouveau/nouveau_dmem.c';

/** Runs the scenario with some of its files changed; what was said, and what went wrong. */
function run(state: string, changes: Record<string, (text: string) => string> = {}) {
  const tree: FileTree = {
    ...projectTree,
    read(path) {
      const text = projectTree.read(path);
      if (text === undefined || !changes[path]) return text;
      const changed = changes[path](text);
      if (changed === text) throw new Error(`${path} has nothing to change`);
      return changed;
    },
  };
  const { events, outcome } = recordState(tree, loadScenario(tree, DIRECTORY), state);
  return {
    said: events
      .flatMap((event) => (event.kind === 'stdout' ? [event.text] : []))
      .join('')
      .split('\n'),
    log: events.flatMap((event) => (event.kind === 'printk' ? [event.text] : [])),
    warnings: events.filter(({ kind }) => kind === 'warning'),
    outcome,
  };
}

const program = (text: string) => ({ [`${DIRECTORY}/program.c`]: () => text });

describe.each(['before', 'posted', 'v9'])(
  'a program that shares its memory with a card, %s',
  (state) => {
    it('finds its pages after every way there and back', () => {
      const { said, log, warnings, outcome } = run(state);
      expect(said).toEqual([
        'in use on the card: 0 KiB',
        'bind: 0',
        'in use on the card: 2048 KiB',
        'bind: 0',
        'with the card open: error 11',
        'without: error 0',
        'page 0: 0x41',
        'page 1: 0x62',
        'page 2: 0x43',
        'page 3: 0x00',
        'page 4: 0x00',
        'open: error 2',
        '',
      ]);
      expect(log.filter((line) => line.includes('DMEM'))).toHaveLength(1);
      // As posted, the patch asks the first page of RAM that is collected for its device map.
      expect(warnings).toMatchObject(state === 'posted' ? [{ function: 'page_pgmap' }] : []);
      expect(outcome).toEqual({ kind: 'finished', exitCode: 0 });
    });
  },
);

describe('the bytes go by the card', () => {
  it('loses them if it does not copy them back', () => {
    const { said } = run('before', {
      [DRIVER]: (text) => text.replace('NVA0B5_LINE_COUNT, npages', 'NVA0B5_LINE_COUNT, 0'),
    });
    expect(said.filter((line) => line.startsWith('page'))).toEqual([
      'page 0: 0x00',
      'page 1: 0x62',
      'page 2: 0x00',
      'page 3: 0x00',
      'page 4: 0x00',
    ]);
  });

  it('reads what somebody else had there if it does not clear', () => {
    const text = `
#include <drm/nouveau_drm.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#define PAGE 4096UL
int main(void)
{
	int card = open("/dev/dri/renderD128", O_RDWR);
	struct drm_nouveau_svm_init init = { 0x600000000000UL, 0x1000UL };
	struct drm_nouveau_svm_bind bind = {
		NOUVEAU_SVM_BIND_TARGET__GPU_VRAM << NOUVEAU_SVM_BIND_TARGET_SHIFT,
		0x10000000UL, 0x10000000UL + PAGE
	};
	volatile char *p = mmap((void *)0x10000000, PAGE, PROT_READ | PROT_WRITE,
				MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	printf("%d ", ioctl(card, DRM_IOCTL_NOUVEAU_SVM_INIT, &init));
	p[0] = 7;
	printf("%d ", ioctl(card, DRM_IOCTL_NOUVEAU_SVM_BIND, &bind));
	munmap((void *)p, PAGE);
	mmap((void *)0x10000000, PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	printf("%d ", ioctl(card, DRM_IOCTL_NOUVEAU_SVM_BIND, &bind));
	printf("%d", p[0]);
	return 0;
}`;
    expect(run('v9', program(text)).said).toEqual(['0 0 0 0']);
    const careless = run('before', {
      ...program(text),
      [DRIVER]: (driver) =>
        driver.replace('NVA0B5_LINE_LENGTH_IN, length >> 3', 'NVA0B5_LINE_LENGTH_IN, 0'),
    });
    expect(careless.said).toEqual(['0 0 0 7']);
  });
});

describe('what the driver refuses', () => {
  it('says so, and leaves the pages alone', () => {
    const { said, warnings } = run(
      'v9',
      program(`
#include <drm/nouveau_drm.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
static int bind(int card, unsigned long header, unsigned long start, unsigned long end, long stride)
{
	struct drm_nouveau_svm_bind bind = { header, start, end, 1, stride };
	return ioctl(card, DRM_IOCTL_NOUVEAU_SVM_BIND, &bind) ? errno : 0;
}
int main(void)
{
	unsigned long vram = NOUVEAU_SVM_BIND_TARGET__GPU_VRAM << NOUVEAU_SVM_BIND_TARGET_SHIFT;
	struct drm_nouveau_svm_init init = { 0x600000000000UL, 0x1000UL };
	int card = open("/dev/dri/renderD128", O_RDWR);

	printf("%d ", bind(card, vram, 0x10000000, 0x10001000, 0));
	printf("%d ", ioctl(card, DRM_IOCTL_NOUVEAU_SVM_INIT, &init) ? errno : 0);
	printf("%d ", ioctl(card, DRM_IOCTL_NOUVEAU_SVM_INIT, &init) ? errno : 0);
	printf("%d ", bind(card, 0, 0x10000000, 0x10001000, 0));
	printf("%d ", bind(card, vram | 1, 0x10000000, 0x10001000, 0));
	printf("%d ", bind(card, vram, 0x10000000, 0x10000000, 0));
	printf("%d ", bind(card, vram, 0x10000000, 0x10001000, 1));
	printf("%d", bind(card, vram, 0x10000000, 0x10001000, 0));
	return 0;
}`),
    );
    // Not shared yet; shared; shared twice; another target; another command; nothing; a stride; a hole.
    expect(said).toEqual(['22 0 16 22 22 22 22 0']);
    expect(warnings).toEqual([]);
  });
});
