import type { LibrarySource } from '../library.ts';

export const source: LibrarySource = {
  path: 'libc/fenv.c',
  provides: [
    'feclearexcept',
    'fegetenv',
    'fegetexceptflag',
    'fegetround',
    'feholdexcept',
    'feraiseexcept',
    'fesetenv',
    'fesetexceptflag',
    'fesetround',
    'fetestexcept',
    'feupdateenv',
  ],
  text: String.raw`/* Floating-point exceptions that the program raises itself, and the one rounding mode. */
#include <fenv.h>

static fexcept_t raised;

int feclearexcept(int which)
{
	raised &= (fexcept_t)~which;
	return 0;
}

int feraiseexcept(int which)
{
	raised |= (fexcept_t)(which & FE_ALL_EXCEPT);
	return 0;
}

int fetestexcept(int which)
{
	return raised & which;
}

int fegetexceptflag(fexcept_t *flags, int which)
{
	*flags = (fexcept_t)(raised & which);
	return 0;
}

int fesetexceptflag(const fexcept_t *flags, int which)
{
	raised = (fexcept_t)((raised & ~which) | (*flags & which));
	return 0;
}

int fegetround(void)
{
	return FE_TONEAREST;
}

int fesetround(int mode)
{
	return mode != FE_TONEAREST;
}

int fegetenv(fenv_t *environment)
{
	environment->__raised = raised;
	return 0;
}

int fesetenv(const fenv_t *environment)
{
	raised = environment == FE_DFL_ENV ? 0 : environment->__raised;
	return 0;
}

int feholdexcept(fenv_t *environment)
{
	fegetenv(environment);
	raised = 0;
	return 0;
}

int feupdateenv(const fenv_t *environment)
{
	fexcept_t before = raised;

	fesetenv(environment);
	return feraiseexcept(before);
}
`,
};
