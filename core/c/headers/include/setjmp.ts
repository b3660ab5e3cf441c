export default String.raw`#ifndef __SETJMP_H
#define __SETJMP_H

/* The compiler knows these by name: see core/c/parse/jumps.ts. */
typedef unsigned long jmp_buf[25];
typedef unsigned long sigjmp_buf[25];

int setjmp(jmp_buf place);
int _setjmp(jmp_buf place);
int sigsetjmp(sigjmp_buf place, int mask);
void longjmp(jmp_buf place, int value);
void _longjmp(jmp_buf place, int value);
void siglongjmp(sigjmp_buf place, int value);

#define setjmp(place) setjmp(place)
#define sigsetjmp(place, mask) sigsetjmp(place, mask)

#endif
`;
