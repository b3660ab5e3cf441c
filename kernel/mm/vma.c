// SPDX-License-Identifier: GPL-2.0-or-later
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/huge_mm.h>
#include <linux/mman.h>
#include <linux/rmap.h>
#include <linux/slab.h>
#include <linux/swap.h>
#include <asm/tlb.h>
#include "internal.h"
#include "vma.h"

struct vm_area_struct *find_vma(struct mm_struct *mm, unsigned long addr)
{
	unsigned int i;

	for (i = 0; i < mm->mm_mt.nr; i++)
		if (mm->mm_mt.slot[i]->vm_end > addr)
			return mm->mm_mt.slot[i];
	return NULL;
}

/* For a mapping of a file that does nothing for it: at least it is not anonymous. */
static const struct vm_operations_struct vma_dummy_vm_ops;

struct vm_area_struct *vm_area_alloc(struct mm_struct *mm)
{
	struct vm_area_struct *vma = kzalloc(sizeof(*vma), GFP_KERNEL);

	if (!vma)
		return NULL;
	vma->vm_mm = mm;
	vma->vm_ops = &vma_dummy_vm_ops;
	INIT_LIST_HEAD(&vma->anon_vma_chain);
	return vma;
}

void vm_area_free(struct vm_area_struct *vma)
{
	kfree(vma);
}

void vma_set_range(struct vm_area_struct *vma, unsigned long start, unsigned long end,
		   pgoff_t pgoff)
{
	vma->vm_start = start;
	vma->vm_end = end;
	vma->vm_pgoff = pgoff;
}

/* Entries of the page tables for these rights. A private mapping's pages start write-protected. */
pgprot_t vm_get_page_prot(vm_flags_t vm_flags)
{
	pgprot_t prot = { PAGE_NONE };

	if (vm_flags & VM_ACCESS_FLAGS)
		prot.pgprot = vm_flags & VM_SHARED && vm_flags & VM_WRITE ? PAGE_SHARED
									  : PAGE_COPY;
	if (vm_flags & VM_EXEC)
		prot.pgprot &= ~_PAGE_NX;
	return prot;
}

/* A file that wants to know of the first write gets it by a fault, so its pages start read-only. */
bool vma_wants_writenotify(struct vm_area_struct *vma)
{
	if ((vma->vm_flags & (VM_WRITE | VM_SHARED)) != (VM_WRITE | VM_SHARED))
		return false;
	return vma->vm_ops && vma->vm_ops->page_mkwrite;
}

void vma_set_page_prot(struct vm_area_struct *vma)
{
	vm_flags_t flags = vma->vm_flags;

	if (vma_wants_writenotify(vma))
		flags &= ~VM_SHARED;
	vma->vm_page_prot = vm_get_page_prot(flags);
}

/* ---- where mappings are found ---- */

/* Among the mappings of the file, by where in the file they begin. */
static void vma_interval_tree_insert(struct vm_area_struct *vma, struct address_space *mapping)
{
	struct list_head *pos = mapping->i_mmap.prev;

	while (pos != &mapping->i_mmap &&
	       list_entry(pos, struct vm_area_struct, shared.node)->vm_pgoff > vma->vm_pgoff)
		pos = pos->prev;
	list_add(&vma->shared.node, pos);
}

static void vma_link_file(struct vm_area_struct *vma)
{
	if (!vma->vm_file)
		return;
	if ((vma->vm_flags & (VM_SHARED | VM_MAYWRITE)) == (VM_SHARED | VM_MAYWRITE))
		mapping_allow_writable(vma->vm_file->f_mapping);
	vma_interval_tree_insert(vma, vma->vm_file->f_mapping);
}

void vma_link_file_after(struct vm_area_struct *vma, struct vm_area_struct *prev)
{
	if ((vma->vm_flags & (VM_SHARED | VM_MAYWRITE)) == (VM_SHARED | VM_MAYWRITE))
		mapping_allow_writable(vma->vm_file->f_mapping);
	list_add(&vma->shared.node, &prev->shared.node);
}

static void unlink_file_vma(struct vm_area_struct *vma)
{
	if (!vma->vm_file)
		return;
	if ((vma->vm_flags & (VM_SHARED | VM_MAYWRITE)) == (VM_SHARED | VM_MAYWRITE))
		mapping_unmap_writable(vma->vm_file->f_mapping);
	list_del(&vma->shared.node);
}

int vma_link(struct mm_struct *mm, struct vm_area_struct *vma)
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
	vma_link_file(vma);
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
	unlink_file_vma(vma);
}

/* A mapping that begins elsewhere has another place among those of its file. */
static void vma_change_range(struct vm_area_struct *vma, unsigned long start, unsigned long end,
			     pgoff_t pgoff)
{
	vma_adjust_trans_huge(vma, start, end);
	if (vma->vm_file)
		list_del(&vma->shared.node);
	vma_set_range(vma, start, end, pgoff);
	if (vma->vm_file)
		vma_interval_tree_insert(vma, vma->vm_file->f_mapping);
}

void remove_vma(struct vm_area_struct *vma)
{
	if (vma->vm_ops && vma->vm_ops->close)
		vma->vm_ops->close(vma);
	vma_unlink(vma->vm_mm, vma);
	unlink_anon_vmas(vma);
	if (vma->vm_file)
		fput(vma->vm_file);
	vm_area_free(vma);
}

/* ---- splitting ---- */

int split_vma(struct vm_area_struct *vma, unsigned long addr, bool new_below)
{
	unsigned long start = vma->vm_start, end = vma->vm_end;
	pgoff_t pgoff = vma->vm_pgoff + ((addr - start) >> PAGE_SHIFT);
	struct vm_area_struct *new;
	int err = 0;

	if (vma->vm_ops && vma->vm_ops->may_split)
		err = vma->vm_ops->may_split(vma, addr);
	if (err)
		return err;
	new = vm_area_alloc(vma->vm_mm);
	if (!new)
		return -ENOMEM;
	if (new_below)
		vma_set_range(new, start, addr, vma->vm_pgoff);
	else
		vma_set_range(new, addr, end, pgoff);
	vm_flags_reset(new, vma->vm_flags);
	new->vm_page_prot = vma->vm_page_prot;
	new->vm_ops = vma->vm_ops;
	new->vm_private_data = vma->vm_private_data;
	new->anon_vma = vma->anon_vma;
	if (anon_vma_clone(new, vma)) {
		vm_area_free(new);
		return -ENOMEM;
	}
	if (vma->vm_file)
		new->vm_file = get_file(vma->vm_file);
	if (new->vm_ops && new->vm_ops->open)
		new->vm_ops->open(new);
	vma_adjust_trans_huge(vma, start, addr);
	if (new_below)
		vma_change_range(vma, addr, end, pgoff);
	else
		vma->vm_end = addr;
	return vma_link(vma->vm_mm, new);
}

/* ---- joining ---- */

/* Pages of both can belong to one anon_vma; a mapping that fork() has copied keeps to itself. */
static bool is_mergeable_anon_vma(struct anon_vma *a, struct anon_vma *b,
				  struct vm_area_struct *vma)
{
	if ((!a || !b) && (!vma || list_is_singular(&vma->anon_vma_chain)))
		return true;
	return a == b;
}

struct vma_merge {
	unsigned long start, end;
	pgoff_t pgoff;
	vm_flags_t flags;
	struct file *file;
	struct anon_vma *anon_vma;
};

static bool is_mergeable_vma(const struct vma_merge *vmg, struct vm_area_struct *vma)
{
	return !((vma->vm_flags ^ vmg->flags) & ~VM_SOFTDIRTY) && vma->vm_file == vmg->file &&
		is_mergeable_anon_vma(vmg->anon_vma, vma->anon_vma, vma);
}

static bool can_merge_remove_vma(struct vm_area_struct *vma)
{
	return !vma->vm_ops || !vma->vm_ops->close;
}

static struct vm_area_struct *can_merge_left(struct mm_struct *mm, const struct vma_merge *vmg)
{
	struct vm_area_struct *prev = vmg->start ? vma_lookup(mm, vmg->start - 1) : NULL;

	if (prev && prev->vm_end == vmg->start && is_mergeable_vma(vmg, prev) &&
	    prev->vm_pgoff + vma_pages(prev) == vmg->pgoff)
		return prev;
	return NULL;
}

static struct vm_area_struct *can_merge_right(struct mm_struct *mm, const struct vma_merge *vmg,
					      struct vm_area_struct *prev)
{
	struct vm_area_struct *next = vma_lookup(mm, vmg->end);

	if (!next || next->vm_start != vmg->end || !is_mergeable_vma(vmg, next) ||
	    next->vm_pgoff != vmg->pgoff + ((vmg->end - vmg->start) >> PAGE_SHIFT))
		return NULL;
	if (prev && (!is_mergeable_anon_vma(prev->anon_vma, next->anon_vma, NULL) ||
		     !can_merge_remove_vma(next)))
		return NULL;
	return next;
}

/* Pages of @src will be found in @dst. */
static int dup_anon_vma(struct vm_area_struct *dst, struct vm_area_struct *src)
{
	if (!src->anon_vma || dst->anon_vma)
		return 0;
	dst->anon_vma = src->anon_vma;
	return anon_vma_clone(dst, src);
}

struct vm_area_struct *vma_merge_new_range(struct mm_struct *mm, unsigned long start,
					   unsigned long end, vm_flags_t flags, struct file *file,
					   pgoff_t pgoff, struct anon_vma *anon_vma)
{
	struct vma_merge vmg = { start, end, pgoff, flags, file, anon_vma };
	struct vm_area_struct *prev, *next;

	if (flags & VM_SPECIAL)
		return NULL;
	prev = can_merge_left(mm, &vmg);
	next = can_merge_right(mm, &vmg, prev);
	if (prev) {
		if (next) {
			if (dup_anon_vma(prev, next))
				return NULL;
			end = next->vm_end;
			remove_vma(next);
		}
		vma_change_range(prev, prev->vm_start, end, prev->vm_pgoff);
		return prev;
	}
	if (next)
		vma_change_range(next, start, next->vm_end, pgoff);
	return next;
}

/* As vma_merge_new_range(), for a part of a mapping that is there. NULL if nothing fits. */
static struct vm_area_struct *vma_merge_existing_range(struct vm_area_struct *vma,
						       const struct vma_merge *vmg)
{
	bool left_side = vmg->start == vma->vm_start, right_side = vmg->end == vma->vm_end;
	struct vm_area_struct *prev, *next;

	if ((vmg->flags & VM_SPECIAL) || (!left_side && !right_side))
		return NULL;
	prev = left_side ? can_merge_left(vma->vm_mm, vmg) : NULL;
	next = right_side ? can_merge_right(vma->vm_mm, vmg, prev) : NULL;
	if ((!prev && !next) || (left_side && right_side && !can_merge_remove_vma(vma)))
		return NULL;

	if (prev) {
		unsigned long end = next ? next->vm_end : vmg->end;

		if (dup_anon_vma(prev, next && next->anon_vma ? next : vma))
			return ERR_PTR(-ENOMEM);
		if (next)
			remove_vma(next);
		if (right_side)
			remove_vma(vma);
		else
			vma_change_range(vma, end, vma->vm_end,
					 vma->vm_pgoff + ((end - vma->vm_start) >> PAGE_SHIFT));
		vma_change_range(prev, prev->vm_start, end, prev->vm_pgoff);
		return prev;
	}
	if (dup_anon_vma(next, vma))
		return ERR_PTR(-ENOMEM);
	if (left_side)
		remove_vma(vma);
	else
		vma_change_range(vma, vma->vm_start, vmg->start, vma->vm_pgoff);
	vma_change_range(next, vmg->start, next->vm_end, vmg->pgoff);
	return next;
}

struct vm_area_struct *vma_modify_flags(struct vm_area_struct *vma, unsigned long start,
					unsigned long end, vm_flags_t flags)
{
	struct vma_merge vmg = {
		start, end, vma->vm_pgoff + ((start - vma->vm_start) >> PAGE_SHIFT),
		flags, vma->vm_file, vma->anon_vma,
	};
	struct vm_area_struct *merged = vma_merge_existing_range(vma, &vmg);
	int err = 0;

	if (merged)
		return merged;
	if (vma->vm_start < start)
		err = split_vma(vma, start, true);
	if (!err && vma->vm_end > end)
		err = split_vma(vma, end, false);
	return err ? ERR_PTR(err) : vma;
}

static bool anon_vma_compatible(struct vm_area_struct *a, struct vm_area_struct *b)
{
	return a->vm_end == b->vm_start && a->vm_file == b->vm_file &&
		!((a->vm_flags ^ b->vm_flags) & ~(VM_ACCESS_FLAGS | VM_SOFTDIRTY)) &&
		b->vm_pgoff == a->vm_pgoff + vma_pages(a);
}

/* The anon_vma of a neighbour with which the mapping may be joined some day; or NULL. */
struct anon_vma *find_mergeable_anon_vma(struct vm_area_struct *vma)
{
	struct vm_area_struct *next = vma_lookup(vma->vm_mm, vma->vm_end);
	struct vm_area_struct *prev = vma->vm_start ? vma_lookup(vma->vm_mm, vma->vm_start - 1)
						    : NULL;

	if (next && anon_vma_compatible(vma, next) && next->anon_vma &&
	    list_is_singular(&next->anon_vma_chain))
		return next->anon_vma;
	if (prev && anon_vma_compatible(prev, vma) && prev->anon_vma &&
	    list_is_singular(&prev->anon_vma_chain))
		return prev->anon_vma;
	return NULL;
}

/* ---- unmapping ---- */

/* Tables in which nothing is mapped any more, between the neighbours of [start, end). */
static void free_unmapped_tables(struct mm_struct *mm, unsigned long start, unsigned long end)
{
	unsigned long floor = 0, ceiling = TASK_SIZE + PAGE_SIZE;
	unsigned int i;

	for (i = 0; i < mm->mm_mt.nr; i++) {
		struct vm_area_struct *vma = mm->mm_mt.slot[i];

		if (vma->vm_end <= start)
			floor = vma->vm_end;
		else if (vma->vm_start >= end)
			ceiling = min(ceiling, vma->vm_start);
	}
	free_pgtables(mm, start, end, floor, ceiling);
}

int do_vmi_munmap(struct mm_struct *mm, unsigned long start, unsigned long len)
{
	unsigned long end = start + PAGE_ALIGN(len);
	struct vm_area_struct *vma;
	struct mmu_gather tlb;
	int err = 0;

	if (!PAGE_ALIGNED(start) || start > TASK_SIZE || len > TASK_SIZE - start || end == start)
		return -EINVAL;
	vma = find_vma(mm, start);
	if (!vma || vma->vm_start >= end)
		return 0;
	if (vma->vm_start < start)
		err = split_vma(vma, start, true);
	vma = err ? NULL : vma_lookup(mm, end - 1);
	if (vma && vma->vm_end > end)
		err = split_vma(vma, end, false);
	if (err)
		return err;

	lru_add_drain();
	tlb_gather_mmu(&tlb, mm);
	unmap_vmas(&tlb, mm, start, end);
	free_unmapped_tables(mm, start, end);
	tlb_finish_mmu(&tlb);
	while ((vma = find_vma(mm, start)) && vma->vm_start < end) {
		if (vma->vm_flags & VM_LOCKED)
			mm->locked_vm -= vma_pages(vma);
		remove_vma(vma);
	}
	return 0;
}
