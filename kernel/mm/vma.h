/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Mappings as such: splitting and joining them, and the places where they are found. */
#ifndef _MM_VMA_H
#define _MM_VMA_H

#include <linux/mm.h>

struct file;

struct vm_area_struct *vm_area_alloc(struct mm_struct *mm);
/* A copy that nobody knows yet, without the original's anon_vmas. */
struct vm_area_struct *vm_area_dup(struct vm_area_struct *orig);
void vm_area_free(struct vm_area_struct *vma);
void vma_set_range(struct vm_area_struct *vma, unsigned long start, unsigned long end,
		   pgoff_t pgoff);
/* Recomputes the rights in page table entries from the mapping's flags. */
void vma_set_page_prot(struct vm_area_struct *vma);

/* Puts a mapping where it is found: by its address, and by its file. 0 or -ENOMEM. */
int vma_link(struct mm_struct *mm, struct vm_area_struct *vma);
/* A child's mapping of a file, next to its parent's. */
void vma_link_file_after(struct vm_area_struct *vma, struct vm_area_struct *prev);
/* Closes a mapping in which nothing is mapped any more, and frees it. */
void remove_vma(struct vm_area_struct *vma);

/* Makes @addr a border between two mappings; the new one is below it, or above. */
int split_vma(struct vm_area_struct *vma, unsigned long addr, bool new_below);

/*
 * The mapping of [start, end), a part of @vma, once it has other flags: joined with a neighbour, or
 * split off. The flags themselves are the caller's to set. An error pointer without memory.
 */
struct vm_area_struct *vma_modify_flags(struct vm_area_struct *vma, unsigned long start,
					unsigned long end, vm_flags_t flags);
/* Extends a neighbour over the free range [start, end) if nothing would tell the two apart. */
struct vm_area_struct *vma_merge_new_range(struct mm_struct *mm, unsigned long start,
					   unsigned long end, vm_flags_t flags, struct file *file,
					   pgoff_t pgoff, struct anon_vma *anon_vma);
/* A free range, the wanted one if it can be had; or an error, as an address. */
unsigned long get_unmapped_area(struct file *file, unsigned long addr, unsigned long len,
				pgoff_t pgoff, unsigned long flags);
/* Unmaps a range that begins and ends at page borders. The mmap_lock is held for writing. */
int do_vmi_munmap(struct mm_struct *mm, unsigned long start, unsigned long len);

#endif
