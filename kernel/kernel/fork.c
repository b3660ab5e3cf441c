// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A second process that is a copy of the first: its descriptors, its mappings, and the page tables
 * as far as a fault could not make them anew. Pages are shared until somebody writes to them.
 */
#include <linux/fs.h>
#include <linux/hugetlb.h>
#include <linux/huge_mm.h>
#include <linux/mman.h>
#include <linux/mmu_notifier.h>
#include <linux/rmap.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include "../mm/vma.h"

/* ---- address spaces ---- */

static struct mm_struct *mm_init(struct mm_struct *mm)
{
	BUILD_BUG_ON(sizeof(struct mm_struct) > KMALLOC_MAX_CACHE_SIZE);
	mm->mm_mt.nr = 0;
	atomic_set(&mm->mm_users, 1);
	atomic_set(&mm->mm_count, 1);
	init_rwsem(&mm->mmap_lock);
	spin_lock_init(&mm->page_table_lock);
	mm->map_count = 0;
	mm->locked_vm = 0;
	mm->def_flags = 0;
	memset(mm->rss_stat, 0, sizeof(mm->rss_stat));
	mm->notifier_subscriptions = NULL;
	mm->flags &= BIT(MMF_DISABLE_THP);
	mm->pmd_huge_pte = NULL;
	mm->pgd = (pgd_t *)get_zeroed_page(GFP_KERNEL);
	if (mm->pgd)
		return mm;
	kfree(mm);
	return NULL;
}

struct mm_struct *mm_alloc(void)
{
	struct mm_struct *mm = kzalloc(sizeof(*mm), GFP_KERNEL);

	if (!mm)
		return NULL;
	mm->mmap_base = 0x7ffff7fff000UL;
	return mm_init(mm);
}

static void check_mm(struct mm_struct *mm)
{
	static const char *const resident_page_types[NR_MM_COUNTERS] = {
		[MM_FILEPAGES] = "MM_FILEPAGES",
		[MM_ANONPAGES] = "MM_ANONPAGES",
		[MM_SWAPENTS] = "MM_SWAPENTS",
		[MM_SHMEMPAGES] = "MM_SHMEMPAGES",
	};
	int i;

	for (i = 0; i < NR_MM_COUNTERS; i++)
		if (mm->rss_stat[i])
			pr_alert("BUG: Bad rss-counter state mm:%px type:%s val:%ld\n", (void *)mm,
				 resident_page_types[i], (long)mm->rss_stat[i]);
}

/* The last reference to the structure is gone. */
void __mmdrop(struct mm_struct *mm)
{
	WARN_ON_ONCE(mm == current->mm);
	free_page((unsigned long)mm->pgd);
	mmu_notifier_subscriptions_destroy(mm);
	check_mm(mm);
	kfree(mm);
}

/* With the last user everything is unmapped. */
void mmput(struct mm_struct *mm)
{
	if (!atomic_dec_and_test(&mm->mm_users))
		return;
	exit_mmap(mm);
	mm_put_huge_zero_folio(mm);
	mmdrop(mm);
}

struct vm_area_struct *vm_area_dup(struct vm_area_struct *orig)
{
	struct vm_area_struct *new = kmalloc(sizeof(*new), GFP_KERNEL);

	if (!new)
		return NULL;
	memcpy(new, orig, sizeof(*new));
	INIT_LIST_HEAD(&new->anon_vma_chain);
	return new;
}

/* One mapping of the parent for the child. */
static int dup_vma(struct mm_struct *mm, struct vm_area_struct *mpnt)
{
	struct vm_area_struct *tmp = vm_area_dup(mpnt);
	int retval = 0;

	if (!tmp)
		return -ENOMEM;
	tmp->vm_mm = mm;
	if (is_vm_hugetlb_page(tmp))
		hugetlb_dup_vma_private(tmp);
	if (tmp->vm_flags & VM_WIPEONFORK) {
		tmp->anon_vma = NULL;
	} else if (anon_vma_fork(tmp, mpnt)) {
		kfree(tmp);
		return -ENOMEM;
	}
	vm_flags_reset(tmp, tmp->vm_flags & ~VM_LOCKED_MASK);
	if (tmp->vm_file) {
		get_file(tmp->vm_file);
		vma_link_file_after(tmp, mpnt);
	}
	mm->mm_mt.slot[mm->mm_mt.nr++] = tmp;
	mm->map_count++;
	if (!(tmp->vm_flags & VM_WIPEONFORK))
		retval = copy_page_range(tmp, mpnt);
	if (tmp->vm_ops && tmp->vm_ops->open)
		tmp->vm_ops->open(tmp);
	return retval;
}

static int dup_mmap(struct mm_struct *mm, struct mm_struct *oldmm)
{
	unsigned int i;
	int retval = 0;

	mmap_write_lock(oldmm);
	mmap_write_lock(mm);
	for (i = 0; i < oldmm->mm_mt.nr && !retval; i++) {
		struct vm_area_struct *mpnt = oldmm->mm_mt.slot[i];

		if (!(mpnt->vm_flags & VM_DONTCOPY))
			retval = dup_vma(mm, mpnt);
	}
	mmap_write_unlock(mm);
	flush_tlb_mm(oldmm);
	mmap_write_unlock(oldmm);
	return retval;
}

static struct mm_struct *dup_mm(struct mm_struct *oldmm)
{
	struct mm_struct *mm = kmalloc(sizeof(*mm), GFP_KERNEL);

	if (!mm)
		return NULL;
	memcpy(mm, oldmm, sizeof(*mm));
	if (!mm_init(mm))
		return NULL;
	if (dup_mmap(mm, oldmm)) {
		mmput(mm);
		return NULL;
	}
	return mm;
}

/* ---- processes ---- */

static int last_pid = 1;

static struct task_struct *dup_task_struct(struct task_struct *orig)
{
	struct task_struct *tsk = kmalloc(sizeof(*tsk), GFP_KERNEL);

	if (!tsk)
		return NULL;
	memcpy(tsk, orig, sizeof(*tsk));
	INIT_LIST_HEAD(&tsk->children);
	INIT_LIST_HEAD(&tsk->run_list);
	INIT_LIST_HEAD(&tsk->wait_entry);
	init_waitqueue_head(&tsk->wait_chldexit);
	init_sigpending(&tsk->pending);
	tsk->restore_sigmask = false;
	tsk->alarm_time = 0;
	tsk->in_lru_fault = false;
	return tsk;
}

static int copy_files(struct task_struct *tsk)
{
	tsk->files = dup_fd(current->files);
	return tsk->files ? 0 : -ENOMEM;
}

static int copy_sighand(struct task_struct *tsk)
{
	tsk->sighand = sighand_dup(current->sighand);
	return tsk->sighand ? 0 : -ENOMEM;
}

static int copy_mm(struct task_struct *tsk)
{
	tsk->mm = dup_mm(current->mm);
	return tsk->mm ? 0 : -ENOMEM;
}

static struct task_struct *copy_process(void)
{
	struct task_struct *p = dup_task_struct(current);

	if (!p)
		return NULL;
	if (copy_files(p))
		goto free_task;
	if (copy_sighand(p))
		goto put_files;
	if (copy_mm(p))
		goto put_sighand;

	p->pid = ++last_pid;
	__lab_copy_thread(p->pid);
	p->real_parent = current;
	list_add_tail(&p->sibling, &current->children);
	list_add_tail(&p->tasks, &init_task.tasks);
	return p;
put_sighand:
	put_sighand(p->sighand);
put_files:
	put_files(p->files);
free_task:
	kfree(p);
	return NULL;
}

/* Returns twice: here with the child's number, and in the child, when its turn comes, with 0. */
long sys_fork(void)
{
	struct task_struct *p = copy_process();
	int nr;

	if (!p)
		return -ENOMEM;
	nr = p->pid;
	wake_up_new_task(p);
	return nr;
}

/* Called by the machine: the first thing that a new process does. */
void ret_from_fork(void)
{
	arch_do_signal_or_restart(0);
}
