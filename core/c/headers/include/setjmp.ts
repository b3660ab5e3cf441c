export default String.raw`#ifndef __SETJMP_H
#define __SETJMP_H

/* The compiler knows these by name: see core/c/parse/jumps.ts. */
typedef unsigned long jmp_buf[25];
typedef unsigned long sigjmp_buf[25];

int setjmp(jmp_buf place);
int _setjmp(jmp_buf place);
int sigsetjmp(sigjmp_buf place, int mask);
void longjmp(jmp_buf place, int value) __attribute__((__noreturn__));
void _longjmp(jmp_buf place, int value) __attribute__((__noreturn__));
void siglongjmp(sigjmp_buf place, int value);

/* What is blocked, put aside and brought back: words that the compiler does not use. */
void __lab_save_mask(unsigned long *place, int mask);
void __lab_restore_mask(unsigned long *place);

#define setjmp(place) setjmp(place)
#define sigsetjmp(place, mask) (__lab_save_mask(place, mask), sigsetjmp(place, mask))
#define siglongjmp(place, value) (__lab_restore_mask(place), siglongjmp(place, value))

#endif
`;
