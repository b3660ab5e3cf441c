export default String.raw`#ifndef __FENV_H
#define __FENV_H

#define FE_INVALID 0x01
#define FE_DIVBYZERO 0x04
#define FE_OVERFLOW 0x08
#define FE_UNDERFLOW 0x10
#define FE_INEXACT 0x20
#define FE_ALL_EXCEPT 0x3d
#define FE_TONEAREST 0
#define FE_DOWNWARD 0x400
#define FE_UPWARD 0x800
#define FE_TOWARDZERO 0xc00
#define FE_DFL_ENV ((const fenv_t *)-1)

typedef unsigned short fexcept_t;
typedef struct {
	fexcept_t __raised;
} fenv_t;

/*
 * The machine rounds to nearest and raises no floating-point exceptions: only those that the program
 * raises itself are seen. Another rounding mode is refused with a result that is not 0.
 */
int feclearexcept(int which);
int feraiseexcept(int which);
int fetestexcept(int which);
int fegetexceptflag(fexcept_t *flags, int which);
int fesetexceptflag(const fexcept_t *flags, int which);
int fegetround(void);
int fesetround(int mode);
int fegetenv(fenv_t *environment);
int fesetenv(const fenv_t *environment);
int feholdexcept(fenv_t *environment);
int feupdateenv(const fenv_t *environment);

#endif
`;
