export default String.raw`#ifndef __SYS_PRCTL_H
#define __SYS_PRCTL_H

#define PR_SET_PDEATHSIG 1
#define PR_GET_DUMPABLE 3
#define PR_SET_DUMPABLE 4
#define PR_SET_NAME 15
#define PR_GET_NAME 16
#define PR_MCE_KILL 33
#define PR_MCE_KILL_CLEAR 0
#define PR_MCE_KILL_SET 1
#define PR_MCE_KILL_LATE 0
#define PR_MCE_KILL_EARLY 1
#define PR_MCE_KILL_DEFAULT 2
#define PR_MCE_KILL_GET 34
#define PR_SET_THP_DISABLE 41
#define PR_GET_THP_DISABLE 42

/* On the model kernel only. */
int prctl(int option, ...);

#endif
`;
