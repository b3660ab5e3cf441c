/* What the examples of C11 6.10.3.5 show, with other words. */
#define size 7
#define twice(v) twice(size + (v))
#undef size
#define size 9
#define alias twice
#define table table[1]
#define open_ twice(-
#define on(m) m(pair)
#define pair 3,4
#define same(a) a
#define nothing() void
#define keep(x) x
#define two(x,y) x ## y
#define text(x) # x
twice(k+1) + twice(twice(table)) / same(same(alias)(5) + same)(6);
alias(size-(8,9)-pair) | open_ 2) & on
   (twice)*on(on);
nothing() v[keep()] = { keep(1), two(2,3), two(4,), two(,5), two(,) };
char s[2][4] = { text(bye), text() };
#define expanded(x) text(x)
#define trace(n, m) log("v" # n "=%d, v" # m "=%s", \
  v ## n, v ## m)
#define header(n) unit ## n
#define join(a, b) a ## b
#define expanded_join(a, b) join(a, b)
#define UPDOWN "up"
#define DOWN DOWN " and down"
trace(3, 4);
out(text(cmp("q\0r", "q", '\7') // not this
!= 0) text(; @\n), f);
expanded(header(5).h) join(UP, DOWN); expanded_join(UP, DOWN)
#define paste_mark # ## #
#define between(a) expanded(a)
#define marked(c, d) between(c paste_mark d)
char p[] = marked(u, v);
#define three(x,y,z) x ## y ## z
int t[] = { three(1,2,3), three(,4,5), three(6,,7), three(8,9,),
  three(10,,), three(,11,), three(,,12), three(,,) };
#define err(...) print(errors, __VA_ARGS__)
#define names(...) show(#__VA_ARGS__)
#define check(test, ...) ((test) ? show(#test) : \
  printf(__VA_ARGS__))
err("Gone");
err("N = %d\n", size);
names(One, two, and   "three" .);
check(size>k, "size is %d not %d", size, k);
