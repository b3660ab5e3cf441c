/** Memory that programs map directly: entries that nobody counts, references, and who asks a tail. */
import { describe, expect, it } from 'vitest';
import { sanitize } from '../sanitize/index.ts';
import { Trace } from '../trace/index.ts';
import { projectTree } from '../truth/testing/recorded.ts';
import { loadScenario, recordState, type FileTree } from './index.ts';
import { finished, runUser } from './testing/user-run.ts';

const TIMEOUT = 60_000;
const config = { CONFIG_DEV_DAX: true };

const functions = `
static char *dax(const char *path, unsigned long address, unsigned long length)
{
	return mmap((void *)address, length, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED,
		    open(path, O_RDWR), 0);
}
`;
const run = (body: string) => runUser(body, { functions, config });

describe('the scenario', () => {
  it.each(['before', 'posted', 'v9'])(
    'sees the same in all states, %s; what is read differs',
    (state) => {
      const scenario = loadScenario(projectTree, 'scenarios/device-dax');
      const recording = recordState(projectTree, scenario, state);
      expect(
        recording.events.flatMap((event) => (event.kind === 'stdout' ? [event.text] : [])).join(''),
      ).toBe(`the head: pinned 0
the first tail: pinned 0
steps of 2 MiB: snapshot 0, rights 06 06 06
a single page: pinned 0
single pages: snapshot 0, rights 02 02 02
mlock: 0
the second 2 MiB: 3
the first ones again: 1 2
`);
      expect(recording.outcome).toEqual(finished(0));
      const places = sanitize(new Trace(recording)).map(({ text, place }) => [text, place]);
      const confused = 'pgmap is read where compound_head was stored; it reads 0xffffea0001c00001';
      expect(places).toEqual(
        state === 'before'
          ? [
              'is_pci_p2pdma_page ← gup_fast_devmap_leaf',
              'is_device_private_page ← dmirror_mkentry',
            ]
              .concat('is_device_coherent_page ← dmirror_mkentry')
              .map((place) => [confused, expect.stringContaining(place)])
          : [],
      );
    },
    TIMEOUT,
  );
});

describe('pages of a device that nobody counts', () => {
  it(
    'single pages: marked entries, the mapping on each page, references only by pins',
    () => {
      const { said, warnings, page, entry, outcome } = run(`
	char *p = dax("/dev/dax1.0", 0x50000000, 4 * PAGE);
	p[0] = 1;
	printf("%d ", p[PAGE]);
	lab_watch(p, 4);
	lab_mark("mapped");
	printf("%d ", lab_pin(p));
	lab_mark("pinned");
	lab_unpin();
	lab_mark("unpinned");
	see(mprotect(p, PAGE, PROT_READ));
	see(mprotect(p, PAGE, PROT_READ | PROT_WRITE));
	p[0]++;
	madvise(p, PAGE, MADV_DONTNEED);
	lab_mark("gone");
	printf("%d", p[0]);`);
      expect(said).toBe('0 0 0 0 2');
      expect(warnings).toEqual([]);
      expect(outcome).toEqual(finished(0));
      // Special and of a device: bits 9 and 57.
      expect(entry('mapped', 0x50000000)! & 0x200000000000200n).toBe(0x200000000000200n);
      const at = (mark: string) => page(mark, 0x50000000);
      expect(at('mapped')).toMatchObject({ references: 1, mapcount: 0, mapping: 'file 0' });
      expect(page('mapped', 0x50001000).mapping).toBe('file 1');
      expect(at('pinned').references).toBe(2);
      expect(at('unpinned')).toMatchObject({ references: 1, mapcount: 0 });
      expect(entry('gone', 0x50000000)).toBe(0n);
    },
    TIMEOUT,
  );

  it(
    'in steps of 2 MiB: one entry, one mapping, references to the head',
    () => {
      const { said, warnings, page, entry, outcome } = run(`
	char *p = dax("/dev/dax0.0", 0x40000000, 2 << 20);
	int fd = open("/dev/hmm_dmirror0", O_RDWR);
	p[PAGE] = 7;
	lab_watch(p, 2);
	lab_mark("mapped");
	printf("%d %d ", lab_pin(p + 5 * PAGE), lab_pin(p + 6 * PAGE));
	lab_mark("two tails pinned");
	lab_unpin();
	command(fd, HMM_DMIRROR_MIGRATE_TO_DEV, p, 1);
	see(munmap(p, PAGE));
	printf("%d", p[PAGE]);`);
      // It does not migrate, and it is not unmapped by pages.
      expect(said).toBe('0 0 -22/0/0 22 7');
      expect(warnings).toEqual([]);
      expect(outcome).toEqual(finished(0));
      // Huge, and of a device: bits 7 and 57.
      expect(entry('mapped', 0x40000000)! & 0x200000000000080n).toBe(0x200000000000080n);
      expect(page('mapped', 0x40000000)).toMatchObject({
        references: 1,
        mapcount: 0,
        mapping: 'file 0',
      });
      expect(page('two tails pinned', 0x40000000).references).toBe(3);
    },
    TIMEOUT,
  );

  it(
    'refuses what it cannot map',
    () => {
      const { said, outcome } = run(`
	int huge = open("/dev/dax0.0", O_RDWR);
	see((long)at(0x40000000, 512, PROT_READ, MAP_PRIVATE, huge));
	see((long)at(0x40000000, 5, PROT_READ, MAP_SHARED, huge));
	see((long)at(0x40001000, 512, PROT_READ, MAP_SHARED, huge));
	char *p = dax("/dev/dax1.0", 0x50000000, 1024 * PAGE);
	printf("%d", p[511 * PAGE]);
	fflush(stdout);
	p[512 * PAGE] = 1;`);
      // Not as copies, not in part, not unaligned; and beyond its end there is nothing.
      expect(said).toBe('22 22 22 0');
      expect(outcome).toEqual(finished(135));
    },
    TIMEOUT,
  );
});

/** A driver with memory of a file system: its pages are free when one reference is left. */
const FS_DAX = `
#include <lab.h>
#include <linux/mm.h>
#include <linux/slab.h>
#ifdef PGMAP_IN_FOLIO
#define PGMAP_OF(page) page_pgmap(page)
#else
#define PGMAP_OF(page) ((page)->pgmap)
#endif
static unsigned long freed;
static void page_free(struct page *page)
{
	freed++;
}
static const struct dev_pagemap_ops ops = { .page_free = page_free };
static int show(enum memory_type type)
{
	struct dev_pagemap *pgmap = kzalloc(sizeof(*pgmap), GFP_KERNEL);
	struct page *page;
	pgmap->type = type;
	pgmap->range.start = 0x70000000;
	pgmap->range.end = 0x701fffff;
	pgmap->nr_range = 1;
	pgmap->ops = &ops;
	if (IS_ERR(memremap_pages(pgmap, 0)))
		return -ENOMEM;
	page = pfn_to_page(PHYS_PFN(pgmap->range.start));
	lab_value("at first", page_ref_count(page));
	get_page(page);
	lab_value("in use", page_ref_count(page));
	put_page(page);
	lab_value("free again", page_ref_count(page));
	lab_value("the driver was asked", freed);
	lab_value("managed", put_devmap_managed_folio_refs(page_folio(page), 0));
	lab_value("the same map", PGMAP_OF(page) == pgmap);
	memunmap_pages(pgmap);
	kfree(pgmap);
	return 0;
}
int lab_main(void)
{
	return show(MEMORY_DEVICE_FS_DAX) ? 1 : show(MEMORY_DEVICE_GENERIC);
}
`;

describe('memory of file systems', () => {
  it.each(['before', 'posted', 'v9'])(
    'is free with one reference, and put_page() knows it, %s',
    (state) => {
      const directory = 'scenarios/compound-zone-device-pages';
      const tree: FileTree = {
        ...projectTree,
        read: (path) => (path === `${directory}/program.c` ? FS_DAX : projectTree.read(path)),
      };
      const scenario = loadScenario(tree, directory);
      Object.assign(scenario.kernel.config, { CONFIG_FS_DAX: true });
      const { events, outcome } = recordState(tree, scenario, state);
      expect(outcome).toEqual(finished(0));
      const values = events.flatMap((event) =>
        event.kind === 'value' ? [[event.name, Number(event.value)]] : [],
      );
      const same = [
        ['at first', 1],
        ['in use', 2],
        ['free again', 1],
        ['the driver was asked', 0],
      ];
      expect(values).toEqual([
        ...[...same, ['managed', 1], ['the same map', 1]],
        ...[...same, ['managed', 0], ['the same map', 1]],
      ]);
    },
    TIMEOUT,
  );
});
