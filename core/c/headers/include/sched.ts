export default String.raw`#ifndef __SCHED_H
#define __SCHED_H

/* On the model kernel only. */
int sched_yield(void);

#endif
`;
