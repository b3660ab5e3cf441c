#if 1 + 2 * 3 == 7 && (4 | 1) == 5 && -1 < 0 && -1 > 0u
ok1
#endif
#if 0xffffffffffffffff == -1 && 0x8000000000000000 > 0 && 18446744073709551615u == -1
ok2
#endif
#if -1 >> 63 == -1 && (1 << 63) < 0 && 1 << 64 == 0 && 1 << -1 == 0 && 4 >> -1 == 8 && -1 >> 100 == -1
ok3
#endif
#if 'a' == 97 && '\377' == -1 && '\xff' < 0 && 'ab' == 24930 && L'\xff' == 255 && '\0' == 0 && 'abcd' == 0x61626364 && '\n' == 10 && u'\xffff' > 0 && L'é' == 233 && 'é' == 0xc3a9
ok4
#endif
#if defined X || defined(Y) || !defined __GNUC__
bad
#elif defined __GNUC__ && defined(__x86_64__)
ok5
#else
bad
#endif
#if 0 && (1/0) || 1 ? 2 : (3/0)
ok6
#endif
#if (0 ? -1 : 0u) - 1 > 0
ok7
#endif
#if (2, 3) == 3
#endif
#define D defined(Z)
#if D
bad
#elif !D
ok8
#endif
#define f(x) x
#if f(1) && f (1) && f
bad
#else
ok9
#endif
#if f(f(2)) == 2 && ~0 == -1 && !0 == 1 && +3 == 3 && - -3 == 3 && 010 == 8 && 0b101 == 5 && 10ULL == 10 && 3lu == 3
ok10
#endif
#ifdef __has_include
#if __has_include("inc.h") && !__has_include(<nope.h>) && __has_include(<inc.h>)
ok11
#endif
#define HI "inc.h"
#if __has_include(HI)
ok12
#endif
#endif
#if __has_attribute(__noinline__) && !__has_attribute(nonsense) && __has_builtin(__builtin_expect) && !__has_builtin(foo)
ok13
#endif
#ifdef __has_attribute
ok14
#endif
#ifndef __has_builtin
bad
#endif
#if 0
# if 1
bad "unterminated
# else
it's bad
# endif
# elif 0
bad
'/ *
#else
ok15
#endif
#if 1
ok16
#elif garbage ( / 0
bad
#else
bad
#endif
#if -9223372036854775807 - 1 < 0 && (-9223372036854775807 - 1) / -1 < 0 && -7 / 2 == -3 && -7 % 3 == -1 && 5 % -3 == 2
ok17
#endif
#if 1 == 1L && true == 0 && int == 0 && (1 ? 2 : 3 ? 4 : 5) == 2 && (0 ? 2 : 0 ? 4 : 5) == 5 && 6 / 3 / 2 == 1 && 1 - 1 - 1 == -1
ok18
#endif
#if __COUNTER__ == 0 && __COUNTER__ == 1
ok19 __COUNTER__
#endif
#if ((((1)))) \
  && 1 /* multi
line */ && 1 // end
ok20 __LINE__
#endif
