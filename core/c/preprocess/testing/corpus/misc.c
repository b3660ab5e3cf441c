%:define cat(a, b) a %:%: b
cat(x, y) <: :> <% %> %: %:%: <::> cat(<,:)
a\
b ab\
cd/\
* comment *\
/ e "str\
ing" 'c' /\
/ line comment \
continues
foo/**/bar /* /* */ baz // x
.5 1.e5 0x1p+3 1..2 .. ... a->b a--b a---b a+++b <<= >>= << >> <= >= == != && || &= |= ^= += -= *= /= %= ++ -- ## # ? : ~ 
L"wide" u8"u8" u"u" U"U" L'a' u'a' U'a' u8 L $dollar a$b
#line 100
__LINE__
#line 200 "other.c"
__LINE__ __FILE__
# 300 "third.c" 1 3
__LINE__ __FILE__
#define L __LINE__ __LINE__
#define LN(x) L x __LINE__
LN(
L)
#line __LINE__ "y.c"
__LINE__ __FILE__
# 
#undef L
L LN(1)
#define V(a,b) a##b
V(.,5) V(1,.5) V(1e,+) V(L,"x") V(L,'x') V(-,>) V(+,+) V(<,<=) V(a,1) V(1,a)
__DATE__ __TIME__ __STDC_VERSION__ __INT_MAX__ __SIZE_TYPE__ __INT64_C(5) __UINT64_C(5) __DBL_MAX__
#define push(x) x
#pragma push_macro("push")
#undef push
#define push(x) -x
push(1)
#pragma pop_macro("push")
push(1)
f(
#define zz 1
zz
#undef zz
zz
#ifdef zz
no
#else
yes
#endif
)
#define gg(x, y) x-y
gg(
#if 1
1
#else
2
#endif
, 
#define later 7
later)
gg
#define x
(1,2)
gg(1,(2,3)) gg((1,2),[3)
gg("a,b",'(')
gg(,) gg((),)
#define noarg() N
noarg() noarg( ) noarg
/* c */
( /* d */ ) noarg x
#define one(x) <x>
one() one( ) one((,))
#define __pasted(a,b) a##b
#define __PASTE(a,b) __pasted(a,b)
#define UNIQUE(p) __PASTE(__PASTE(__U_, p), __COUNTER__)
UNIQUE(q) UNIQUE(q) __PASTE(a,__LINE__)
#define ss(a) a ## a #a
ss(ss)
# /* c */ define spaced 1
  #  define spaced2 2
spaced spaced2
# /* multi
line */ define ml 3
ml
"unclosed?" 'x' '"' "'" "\\" "\"" '\''
#define q(x) #x #x"" x
q("a")q('\\')
