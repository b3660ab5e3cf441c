export default String.raw`/*
 * The observer: how a program that runs on the model kernel says what to look at. But for draining
 * and pinning, nothing here changes anything that the program or the kernel could see.
 */
#ifndef __LAB_OBSERVER_H
#define __LAB_OBSERVER_H

/* Forgets all watched pages. */
void lab_reset(void);

/* The pages mapped here now are src0, src1 … from now on, and those that follow them get names. */
void lab_watch(void *address, unsigned long pages);
/* The same for a huge page and its parts: thp0, thp1 … */
void lab_watch_thp(void *address, unsigned long pages);

/* Whether calls of the functions that real kernels were probed at are events. */
void lab_record(int on);

/* A named moment. */
void lab_mark(const char *text);
/* A reading made on purpose. */
void lab_value(const char *name, unsigned long value);

/* Puts folios that wait in the CPU's batch on the lists of page reclaim. */
void lab_drain_lru(void);

/* One more reference to the page there, as get_user_pages_fast() takes it; all of them back. */
int lab_pin(void *address);
void lab_unpin(void);

#endif
`;
