/* Comma swallowing, empty and omitted arguments, named variable arguments. */
#define say(fmt, ...) printf(fmt, ##__VA_ARGS__)
#define say_named(fmt, args...) printf(fmt, ##args)
#define only(...) call(first, ##__VA_ARGS__)
#define middle(args...) call(first , ## args, last)
#define enclosed(x, ...) (x , ## __VA_ARGS__ , end)
#define glued(x, y...) x ## y
#define tail(x, ...) [ x __VA_ARGS__ ## z ]
#define nested(x, ...) inner(x, ## __VA_ARGS__)
#define opt(x, ...) call(x __VA_OPT__(,) __VA_ARGS__)
#define opt_string(x, ...) call(x __VA_OPT__(a ## x, #x,) #__VA_ARGS__)
#define opt_glue(...) __VA_OPT__(a)##b c##__VA_OPT__(d __VA_ARGS__ e)##f #__VA_OPT__(x ## y __VA_ARGS__)
#define declare(name, ...) struct name __VA_OPT__(= { __VA_ARGS__ })
#define EMPTY
say("x") say("x",) say("x", 1) say("x", 1, 2) say("x", EMPTY)
say_named("x") say_named("x",) say_named("x", 1) say_named("x", 1, 2)
only() only(1) only(,) only(1,2) only(EMPTY)
middle() middle(1) middle(1,2)
enclosed(1) enclosed(1,) enclosed() enclosed(,) enclosed(1,2)
glued(1) glued(1,2) glued(,2) glued(,) glued(a,b,c)
tail(1) tail(1,2) tail(1,)
nested(1, nested(2, 3)) nested(nested(1))
opt(1) opt(1,) opt(1,2) opt(1,EMPTY) opt(1,2,3) opt(1,(EMPTY))
opt_string(1) opt_string(1,2) opt_string(q,EMPTY)
opt_glue() opt_glue(1) opt_glue(1,2)
declare(foo); declare(bar, 1, 2);
#define count(args...) count_(, ##args, 6, 5, 4, 3, 2, 1, 0)
#define count_(_0, _1, _2, _3, _4, _5, _6, n, rest...) n
count() count(a) count(a,b,c) count(,) count((a,b))
