// SPDX-License-Identifier: GPL-2.0-or-later
/* The mappings of an address space: making, finding, splitting and removing them. */
#include <linux/err.h>
#include <linux/mman.h>
#include <linux/mmu_notifier.h>
#include <linux/rmap.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/swap.h>
#include "internal.h"

#define TASK_SIZE	0x7ffffffff000UL

struct vm_area_struct *find_vma(struct mm_struct *mm, unsigned long addr)
{
	unsigned int i;

	for (i = 0; i < mm->mm_mt.nr; i++)
		if (mm->mm_mt.slot[i]->vm_end > addr)
			return mm->mm_mt.slot[i];
	return NULL;
}

/* Entries of the page tables for these rights. A private mapping's pages start write-protected. */
pgprot_t vm_get_page_prot(vm_flags_t vm_flags)
{
	pgprot_t prot = { PAGE_NONE };

	if (vm_flags & (VM_READ | VM_WRITE | VM_EXEC))
		prot.pgprot = vm_flags & VM_SHARED && vm_flags & VM_WRITE ? PAGE_SHARED
									  : PAGE_COPY;
	if (vm_flags & VM_EXEC)
		prot.pgprot &= ~_PAGE_NX;
	return prot;
}

static struct vm_area_struct *vm_area_alloc(struct mm_struct *mm, unsigned long start,
					    unsigned long end, vm_flags_t vm_flags)
{
	struct vm_area_struct *vma = kzalloc(sizeof(*vma), GFP_KERNEL);

	if (!vma)
		return NULL;
	vma->vm_mm = mm;
	vma->vm_start = start;
	vma->vm_end = end;
	vma->vm_pgoff = start >> PAGE_SHIFT;
	vm_flags_reset(vma, vm_flags);
	vma->vm_page_prot = vm_get_page_prot(vm_flags);
	INIT_LIST_HEAD(&vma->anon_vma_chain);
	return vma;
}

static int vma_link(struct mm_struct *mm, struct vm_area_struct *vma)
{
	struct maple_tree *mt = &mm->mm_mt;
	unsigned int i;

	if (mt->nr == MAX_MAP_COUNT)
		return -ENOMEM;
	for (i = mt->nr; i > 0 && mt->slot[i - 1]->vm_start > vma->vm_start; i--)
		mt->slot[i] = mt->slot[i - 1];
	mt->slot[i] = vma;
	mt->nr++;
	mm->map_count++;
	return 0;
}

static void vma_unlink(struct mm_struct *mm, struct vm_area_struct *vma)
{
	struct maple_tree *mt = &mm->mm_mt;
	unsigned int i = 0;

	while (mt->slot[i] != vma)
		i++;
	for (mt->nr--; i < mt->nr; i++)
		mt->slot[i] = mt->slot[i + 1];
	mm->map_count--;
}

static void remove_vma(struct vm_area_struct *vma)
{
	vma_unlink(vma->vm_mm, vma);
	unlink_anon_vmas(vma);
	kfree(vma);
}

/* Everything from @addr on becomes a mapping of its own. */
static int split_vma(struct vm_area_struct *vma, unsigned long addr)
{
	struct vm_area_struct *new = vm_area_alloc(vma->vm_mm, addr, vma->vm_end, vma->vm_flags);

	if (!new)
		return -ENOMEM;
	new->vm_pgoff = vma->vm_pgoff + ((addr - vma->vm_start) >> PAGE_SHIFT);
	new->anon_vma = vma->anon_vma;
	if (anon_vma_clone(new, vma))
		return -ENOMEM;
	vma->vm_end = addr;
	return vma_link(vma->vm_mm, new);
}

/* Makes [start, end) begin and end at borders of mappings. */
static int split_at(struct mm_struct *mm, unsigned long start, unsigned long end)
{
	struct vm_area_struct *vma = vma_lookup(mm, start);
	int err = 0;

	if (vma && vma->vm_start < start)
		err = split_vma(vma, start);
	vma = vma_lookup(mm, end);
	if (!err && vma && vma->vm_start < end)
		err = split_vma(vma, end);
	return err;
}

/* Joins a mapping with its left neighbour if nothing tells them apart. */
static void merge_left(struct mm_struct *mm, struct vm_area_struct *vma)
{
	struct vm_area_struct *left = vma->vm_start ? vma_lookup(mm, vma->vm_start - 1) : NULL;

	if (!left || left->vm_flags != vma->vm_flags || left->vm_end != vma->vm_start)
		return;
	if (left->anon_vma != vma->anon_vma && left->anon_vma && vma->anon_vma)
		return;
	if (!left->anon_vma && vma->anon_vma) {
		left->anon_vma = vma->anon_vma;
		anon_vma_clone(left, vma);
	}
	left->vm_end = vma->vm_end;
	remove_vma(vma);
}

long sys_munmap(unsigned long addr, unsigned long len)
{
	struct mm_struct *mm = current->mm;
	unsigned long end = addr + PAGE_ALIGN(len);
	struct vm_area_struct *vma;
	long err = 0;

	if (!PAGE_ALIGNED(addr) || !len || end > TASK_SIZE)
		return -EINVAL;
	mmap_write_lock(mm);
	err = split_at(mm, addr, end);
	while (!err && (vma = find_vma(mm, addr)) && vma->vm_start < end) {
		unmap_vmas(vma, vma->vm_start, vma->vm_end);
		remove_vma(vma);
	}
	mmap_write_unlock(mm);
	return err;
}

/* The highest free range below the last one that was found. */
static unsigned long get_unmapped_area(struct mm_struct *mm, unsigned long len)
{
	unsigned long addr = mm->mmap_base - len;
	struct vm_area_struct *vma;

	while ((vma = find_vma(mm, addr)) && vma->vm_start < addr + len)
		addr = vma->vm_start - len;
	return addr;
}

/* A place for a new mapping, or a negative error. */
static long choose_address(struct mm_struct *mm, unsigned long addr, unsigned long len,
			   unsigned long flags)
{
	struct vm_area_struct *vma = find_vma(mm, addr);
	bool taken = vma && vma->vm_start < addr + len;

	if (flags & (MAP_FIXED | MAP_FIXED_NOREPLACE)) {
		if (!PAGE_ALIGNED(addr))
			return -EINVAL;
		if (taken && !(flags & MAP_FIXED))
			return -EEXIST;
		return taken && sys_munmap(addr, len) ? -ENOMEM : (long)addr;
	}
	if (addr && !taken)
		return addr & PAGE_MASK;
	return get_unmapped_area(mm, len);
}

/* Anonymous private memory: nothing is behind it until it is touched. */
long sys_mmap(unsigned long addr, unsigned long len, unsigned long prot, unsigned long flags,
	      int fd, unsigned long off)
{
	struct mm_struct *mm = current->mm;
	struct vm_area_struct *vma;
	vm_flags_t vm_flags = calc_vm_prot_bits(prot) | VM_MAYREAD | VM_MAYWRITE | VM_MAYEXEC;

	len = PAGE_ALIGN(len);
	if (!len || addr + len > TASK_SIZE)
		return -EINVAL;
	if (!(flags & MAP_ANONYMOUS) || !(flags & MAP_PRIVATE)) {
		pr_warn("mmap: the model maps private anonymous memory only\n");
		return -ENODEV;
	}
	addr = choose_address(mm, addr, len, flags);
	if (IS_ERR((void *)addr))
		return addr;

	mmap_write_lock(mm);
	vma = vm_area_alloc(mm, addr, addr + len, vm_flags);
	if (!vma || vma_link(mm, vma)) {
		mmap_write_unlock(mm);
		return -ENOMEM;
	}
	mmap_write_unlock(mm);
	return addr;
}

int vma_modify_flags(struct mm_struct *mm, unsigned long start, unsigned long end,
			    vm_flags_t set, vm_flags_t clear,
			    void (*changed)(struct vm_area_struct *vma))
{
	struct vm_area_struct *vma;
	unsigned long addr;
	int err;

	for (addr = start; addr < end; addr = vma->vm_end) {
		vma = vma_lookup(mm, addr);
		if (!vma)
			return -ENOMEM;
	}
	err = split_at(mm, start, end);
	for (addr = start; !err && addr < end;) {
		vma = vma_lookup(mm, addr);
		addr = vma->vm_end;
		vm_flags_reset(vma, (vma->vm_flags & ~clear) | set);
		vma->vm_page_prot = vm_get_page_prot(vma->vm_flags);
		if (changed)
			changed(vma);
		merge_left(mm, vma);
	}
	vma = err ? NULL : vma_lookup(mm, end);
	if (vma && vma->vm_start == end)
		merge_left(mm, vma);
	return err;
}

void change_protection(struct vm_area_struct *vma);

long sys_mprotect(unsigned long start, unsigned long len, unsigned long prot)
{
	struct mm_struct *mm = current->mm;
	long err;

	if (!PAGE_ALIGNED(start))
		return -EINVAL;
	mmap_write_lock(mm);
	err = vma_modify_flags(mm, start, start + PAGE_ALIGN(len), calc_vm_prot_bits(prot),
			       VM_READ | VM_WRITE | VM_EXEC, change_protection);
	mmap_write_unlock(mm);
	return err;
}

long sys_madvise(unsigned long start, unsigned long len, int behavior)
{
	struct mm_struct *mm = current->mm;
	unsigned long end = start + PAGE_ALIGN(len);
	struct vm_area_struct *vma;
	long err = 0;

	if (!PAGE_ALIGNED(start))
		return -EINVAL;
	mmap_write_lock(mm);
	switch (behavior) {
	case MADV_NORMAL:
		break;
	case MADV_HUGEPAGE:
		err = vma_modify_flags(mm, start, end, VM_HUGEPAGE, VM_NOHUGEPAGE, NULL);
		break;
	case MADV_NOHUGEPAGE:
		err = vma_modify_flags(mm, start, end, VM_NOHUGEPAGE, VM_HUGEPAGE, NULL);
		break;
	case MADV_DONTFORK:
		err = vma_modify_flags(mm, start, end, VM_DONTCOPY, 0, NULL);
		break;
	case MADV_DOFORK:
		err = vma_modify_flags(mm, start, end, 0, VM_DONTCOPY, NULL);
		break;
	case MADV_WIPEONFORK:
		err = vma_modify_flags(mm, start, end, VM_WIPEONFORK, 0, NULL);
		break;
	case MADV_KEEPONFORK:
		err = vma_modify_flags(mm, start, end, 0, VM_WIPEONFORK, NULL);
		break;
	case MADV_DONTNEED:
		for (vma = find_vma(mm, start); vma && vma->vm_start < end;
		     vma = find_vma(mm, vma->vm_end))
			unmap_vmas(vma, max(start, vma->vm_start), min(end, vma->vm_end));
		break;
	default:
		err = -EINVAL;
	}
	mmap_write_unlock(mm);
	return err;
}

/* The last user is gone: everything is unmapped, and then the tables are freed. */
void exit_mmap(struct mm_struct *mm)
{
	unsigned int i;

	mmu_notifier_release(mm);
	mmap_read_lock(mm);
	lru_add_drain();
	for (i = 0; i < mm->mm_mt.nr; i++)
		unmap_vmas(mm->mm_mt.slot[i], mm->mm_mt.slot[i]->vm_start,
			   mm->mm_mt.slot[i]->vm_end);
	mmap_read_unlock(mm);
	mmap_write_lock(mm);
	free_pgtables(mm);
	while (mm->mm_mt.nr)
		remove_vma(mm->mm_mt.slot[0]);
	mmap_write_unlock(mm);
}
