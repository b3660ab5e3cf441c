/** The sanitizers on the shipped scenarios, and on kernels into which a bug was put. */
import { describe, expect, it } from 'vitest';
import { loadScenario, recordState, type FileTree } from '../scenario/index.ts';
import { Trace } from '../trace/index.ts';
import { projectTree, recordScenario, recordShipped } from '../truth/testing/recorded.ts';
import { sanitize, type Finding } from './index.ts';

const TIMEOUT = 60_000;

/*
 * A page that was just touched has two holders, its entry in the page table and the batch of pages
 * that wait for the LRU list.
 */

/** A program with one page that it writes, and a second one that it gives back. */
const PROGRAM = `
#include <sys/mman.h>
int main(void)
{
	char *p = mmap(0, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	p[0] = 1;
	p[4096] = 2;
	return munmap(p + 4096, 4096);
}
`;

/** Findings of the program on a kernel in which `from` in `file` reads `to`. */
function withBug(
  file: string,
  from: string,
  to: string,
  { debug = true, program = PROGRAM } = {},
): Finding[] {
  const directory = 'scenarios/device-private-round-trip';
  const text = projectTree.read(file) ?? '';
  if (text.split(from).length !== 2)
    throw new Error(`${file} does not contain exactly once: ${from}`);
  const changed = new Map([
    [file, text.replace(from, to)],
    [`${directory}/program.c`, program],
  ]);
  if (!debug) {
    const scenario = projectTree.read(`${directory}/scenario.yaml`) ?? '';
    const quiet = scenario.replace('CONFIG_DEBUG_VM: true', 'CONFIG_DEBUG_VM: false');
    changed.set(`${directory}/scenario.yaml`, quiet);
  }
  const tree: FileTree = {
    ...projectTree,
    read: (path) => changed.get(path) ?? projectTree.read(path),
  };
  return sanitize(new Trace(recordState(tree, loadScenario(tree, directory), 'before')));
}

const kinds = (found: readonly Finding[]) => [...new Set(found.map(({ kind }) => kind))];

describe('union confusion', () => {
  it(
    'before the patch, tails are asked for their pgmap where the way to the head was stored',
    () => {
      const trace = recordShipped('before');
      const found = sanitize(trace);
      expect(kinds(found)).toEqual(['union-confusion']);
      const asked = found.find(({ place }) => place.includes('is_device_private_page'));
      expect(asked?.text).toBe(
        'pgmap is read where compound_head was stored; it reads 0xffffea03f3600001',
      );
      expect(asked?.cause?.place).toContain('set_compound_head ← prep_compound_tail');
      expect(asked!.cause!.step).toBeLessThan(asked!.step);
      // The two steps of the story touch the very bytes.
      for (const step of [asked!.step, asked!.cause!.step]) {
        const touched = trace.accesses(step).map(({ address }) => address);
        expect(touched).toContain(asked!.address);
      }
    },
    TIMEOUT,
  );

  it.each(['posted', 'v9'])(
    '%s: nothing in the compound device maps',
    (state) => expect(sanitize(recordShipped(state))).toEqual([]),
    TIMEOUT,
  );

  it(
    'as posted, ordinary pages are asked for a pgmap where they have their place on a list',
    () => {
      const found = sanitize(recordScenario('device-private-round-trip', 'posted'));
      expect(kinds(found)).toEqual(['union-confusion']);
      for (const { text, place } of found) {
        expect(text).toContain('pgmap is read where lru.next');
        expect(place).toContain('page_pgmap ← migrate_vma_collect_pmd');
      }
    },
    TIMEOUT,
  );

  it.each(['before', 'v9'])(
    '%s: nothing on the way to the device and back',
    (state) => expect(sanitize(recordScenario('device-private-round-trip', state))).toEqual([]),
    TIMEOUT,
  );
});

describe('locks', () => {
  it(
    'says which are held when an oops kills the task',
    () => {
      const found = sanitize(recordScenario('device-memory-tour', 'posted'));
      const locks = found.filter(({ kind }) => kind === 'lock-imbalance');
      expect(locks.map(({ text }) => text)).toEqual([
        'a rw_semaphore is still held when the oops kills the task',
        'a spinlock is still held when the oops kills the task',
      ]);
      expect(locks[0]?.cause?.place).toContain('down_read ← mmap_read_lock');
      expect(locks[1]?.cause?.place).toContain('spin_lock ← pte_offset_map_lock');
    },
    TIMEOUT,
  );

  it(
    'finds the one that a fault handler does not give back',
    () => {
      const [first] = withBug(
        'kernel/mm/memory.c',
        '		set_pte_at(vma->vm_mm, addr, vmf->pte, entry);\n	}\n	pte_unmap_unlock(vmf->pte, vmf->ptl);',
        '		set_pte_at(vma->vm_mm, addr, vmf->pte, entry);\n	}\n',
      );
      expect(first?.kind).toBe('lock-imbalance');
      // The kernel itself touches a page of the new process before the first system call ends.
      expect(first?.text).toBe('a spinlock is still held when do_syscall_64() returns');
      expect(first?.cause?.place).toContain('spin_lock ← pte_offset_map_lock');
    },
    TIMEOUT,
  );

  it(
    'leaves a system call its locks when the kernel faults on the way, and still finds a lost one',
    () => {
      const write = `
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>
int main(void)
{
	char *p = mmap(0, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	int fd = open("/tmp/x", O_RDWR | O_CREAT, 0600);

	return write(fd, p, 8192) != 8192;
}
`;
      const file = 'kernel/mm/shmem.c';
      const unlock = '	up_write(&inode->i_rwsem);\n	return done ? done : written;';
      expect(withBug(file, unlock, unlock, { program: write })).toEqual([]);
      const lost = withBug(file, unlock, '	return done ? done : written;', { program: write });
      expect(lost.map(({ text }) => text)).toEqual([
        'a rw_semaphore is still held when do_syscall_64() returns',
      ]);
    },
    TIMEOUT,
  );

  it(
    'finds a page that stays locked',
    () => {
      const found = withBug(
        'kernel/mm/memory.c',
        '	folio_set_uptodate(folio);\n\n	entry = mk_pte',
        '	folio_set_uptodate(folio);\n	folio_lock(folio);\n\n	entry = mk_pte',
      );
      expect(found.map(({ text }) => text)).toContain(
        'a page lock is still held when do_syscall_64() returns',
      );
    },
    TIMEOUT,
  );
});

describe('use after free and references', () => {
  it(
    'nothing in the program without a bug',
    () =>
      expect(
        withBug('kernel/kernel/fork.c', 'check_mm(mm);\n	kfree', 'check_mm(mm) ;\n	kfree'),
      ).toEqual([]),
    TIMEOUT,
  );

  it(
    'finds an object that is read after kfree()',
    () => {
      const found = withBug(
        'kernel/kernel/fork.c',
        '	check_mm(mm);\n	kfree(mm);',
        '	kfree(mm);\n	check_mm(mm);',
      );
      expect(found).toHaveLength(1);
      expect(found[0]?.kind).toBe('use-after-free');
      expect(found[0]?.text).toBe('freed memory is read');
      expect(found[0]?.place).toContain('check_mm');
      expect(found[0]?.cause?.place).toContain('kfree ← ');
    },
    TIMEOUT,
  );

  it(
    'finds a page that is put too often, which no check of the kernel sees',
    () => {
      const freed = 'folio_remove_rmap_ptes(folio, page, nr, vma);';
      const found = withBug(
        'kernel/mm/memory.c',
        freed,
        `${freed}\n	folio_put(folio);\n	folio_put(folio);\n	folio_put(folio);`,
        { debug: false },
      );
      const under = found.find(({ kind }) => kind === 'reference-underflow');
      expect(under?.text).toContain('_refcount goes from 0 to -1');
      expect(under?.cause?.text).toContain('_refcount became 0');
    },
    TIMEOUT,
  );

  it(
    'finds a reference taken of a page that nobody held',
    () => {
      const freed = 'folio_remove_rmap_ptes(folio, page, nr, vma);';
      const found = withBug(
        'kernel/mm/memory.c',
        freed,
        `${freed}\n	while (atomic_read(&folio->_refcount) > 0)\n		folio_put(folio);\n	atomic_inc(&folio->_refcount);`,
        { debug: false },
      );
      const revived = found.find(({ kind }) => kind === 'use-after-free');
      expect(revived?.text).toContain('_refcount goes from 0 to 1, of a page that nobody held');
    },
    TIMEOUT,
  );
});
