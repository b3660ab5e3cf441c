#define foo foo a
foo
#define P Q
#define Q P x
P Q P
#define f(a) a*g
#define g(a) f(a)
f(2)(9)
f(2)(9)(3)
#define AA BB
#define BB AA
AA BB
#define nil(x) x
nil(nil)(1) nil(nil(nil))(2) nil(nil nil(nil))(3)
#define obj fun
#define fun(x) <x obj(x)>
obj(1) fun(obj(2)) obj
(3)
fun
#define later 5
(later)
fun
+ fun
#define EMPTY
#define DEFER(id) id EMPTY()
#define OBSTRUCT(...) __VA_ARGS__ DEFER(EMPTY)()
#define EXPAND(...) __VA_ARGS__
#undef EMPTY
#define EMPTY()
#define A() 123
DEFER(A)() EXPAND(DEFER(A)())
#define EVAL(...) EVAL1(EVAL1(EVAL1(__VA_ARGS__)))
#define EVAL1(...) EVAL2(EVAL2(EVAL2(__VA_ARGS__)))
#define EVAL2(...) __VA_ARGS__
#define REPEAT_INDIRECT() REPEAT
#define CAT(a, ...) a ## __VA_ARGS__
#define IIF(c) CAT(IIF_, c)
#define IIF_0(t, ...) __VA_ARGS__
#define IIF_1(t, ...) t
#define DEC(x) CAT(DEC_, x)
#define DEC_0 0
#define DEC_1 0
#define DEC_2 1
#define DEC_3 2
#define DEC_4 3
#define DEC_5 4
#define CHECK_N(x, n, ...) n
#define CHECK(...) CHECK_N(__VA_ARGS__, 0,)
#define PROBE(x) x, 1,
#define NOT(x) CHECK(CAT(NOT_, x))
#define NOT_0 PROBE(~)
#define COMPL(b) CAT(COMPL_, b)
#define COMPL_0 1
#define COMPL_1 0
#define BOOL(x) COMPL(NOT(x))
#define IF(c) IIF(BOOL(c))
#define EAT(...)
#define EX(...) __VA_ARGS__
#define WHEN(c) IF(c)(EX, EAT)
#define REPEAT(count, macro, ...) WHEN(count) ( OBSTRUCT(REPEAT_INDIRECT) () ( DEC(count), macro, __VA_ARGS__ ) OBSTRUCT(macro) ( DEC(count), __VA_ARGS__ ) )
#define M(i, _) i
EVAL(REPEAT(5, M, ~))
#define a1 b1 (
#define b1(x) [x]
a1 2)
#define LP (
#define RP )
#define fn(x) {x}
fn LP 1 RP
nil(fn LP 1 RP)
#define xx(y) y fn
xx(xx)(1)
nil(fn) (2) nil(nil(fn)) (3)
