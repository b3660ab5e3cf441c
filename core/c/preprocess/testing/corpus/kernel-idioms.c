/* The tricks that kernel headers live on, each rebuilt from its idea. */

/* A switch that is 1 or undefined, told apart in an expression. */
#define SECOND(skipped, value, ...) value
#define COMMA_BEFORE_1 0,
#define HAS(option) HAS_VALUE(option)
#define HAS_VALUE(value) HAS_COMMA(COMMA_BEFORE_##value)
#define HAS_COMMA(junk) SECOND(junk 1, 0)
#define EITHER(x, y) EITHER_VALUE(x, y)
#define EITHER_VALUE(x, y) EITHER_COMMA(COMMA_BEFORE_##x, y)
#define EITHER_COMMA(junk, y) SECOND(junk 1, y)
#define IS_ENABLED(option) EITHER(HAS(option), HAS(option##_MODULE))
#define CONFIG_YES 1
#define CONFIG_MODULAR_MODULE 1
IS_ENABLED(CONFIG_YES) IS_ENABLED(CONFIG_MODULAR) IS_ENABLED(CONFIG_NO) HAS(CONFIG_MODULAR)
#if IS_ENABLED(CONFIG_YES) && !IS_ENABLED(CONFIG_NO) && HAS(CONFIG_MODULAR_MODULE)
enabled
#endif

/* Names that are unique. */
#define PASTE_(a, b) a##b
#define __PASTE(a, b) PASTE_(a, b)
#define UNIQUE(prefix) __PASTE(__PASTE(unique_, prefix), __COUNTER__)
UNIQUE(x) UNIQUE(x) __PASTE(line_, __LINE__)

/* A condition checked while compiling, with a message that quotes it. */
#define STRING_(x...) #x
#define STRING(x...) STRING_(x)
#define BUILD_BUG_ON_MSG(bad, msg) REFUSE(bad, msg, refuse_, __COUNTER__)
#define REFUSE(bad, msg, prefix, n) REFUSE_(bad, msg, prefix, n)
#define REFUSE_(bad, msg, prefix, n) \
  do { extern void prefix##n(void) __attribute__((error(msg))); if (bad) prefix##n(); } while (0)
#define BUILD_BUG_ON(bad) BUILD_BUG_ON_MSG(bad, "refused: " #bad)
BUILD_BUG_ON(sizeof(struct page) != 64 && IS_ENABLED(CONFIG_YES));
BUILD_BUG_ON_MSG(1 > 2, "a" "b");
#define static_assert(expr, ...) ASSERT(expr, ##__VA_ARGS__, #expr)
#define ASSERT(expr, msg, ...) _Static_assert(expr, msg)
static_assert(sizeof(int) == 4); static_assert(1, "because");

/* Families of functions made by a macro, with a policy that is a macro's name. */
#define FLAG(Name, name, policy) TEST(Name, name, policy) SET(Name, name, policy)
#define TEST(Name, name, policy) int Page##Name(struct page *page) { return test(PG_##name, policy(page, 0)); }
#define SET(Name, name, policy) void SetPage##Name(struct page *page) { set(PG_##name, policy(page, 1)); }
#define AT_HEAD(page, strict) CHECKED(compound_head(page), strict)
#define CHECKED(page, strict) ({ WARN_IF(strict && PagePoisoned(page), page); page; })
#define WARN_IF(cond, page) ((void)sizeof(cond))
FLAG(Locked, locked, AT_HEAD)
FLAG(Dirty, dirty, CHECKED)

/* The same list in several shapes. */
#define EACH_FLAG(do) do(locked) do(dirty) IF_MLOCK(do, mlocked)
#define IF_MLOCK(do, name) do(name)
#define AS_ENUM(name) PG_##name,
#define AS_TEXT(name) { 1UL << PG_##name, STRING(name) },
enum { EACH_FLAG(AS_ENUM) };
struct { long mask; char *text; } flags[] = { EACH_FLAG(AS_TEXT) { -1, 0 } };

/* Symbols exported with a section and a namespace that may be empty. */
#define EXPORT_SYMBOL(sym) EXPORT(sym, "", STRING(NAMESPACE))
#define EXPORT(sym, license, space) extern typeof(sym) sym; asm(".section \"" space "\" " #license STRING(sym))
#define NAMESPACE
EXPORT_SYMBOL(first);
#undef NAMESPACE
#define NAMESPACE MM
EXPORT_SYMBOL(second);

/* Argument lists taken apart in pairs. */
#define MAP0(m, ...)
#define MAP1(m, t, a, ...) m(t, a)
#define MAP2(m, t, a, ...) m(t, a), MAP1(m, __VA_ARGS__)
#define MAP3(m, t, a, ...) m(t, a), MAP2(m, __VA_ARGS__)
#define MAP(n, ...) MAP##n(__VA_ARGS__)
#define AS_PARAMETER(t, a) t a
#define AS_LONG(t, a) typeof(WIDE(t) ? 0LL : 0L) a
#define WIDE(t) (SAME(t, long long) || SAME(t, unsigned long long))
#define SAME(a, b) __builtin_types_compatible_p(a, b)
#define __user __attribute__((noderef))
#define SYSCALL3(name, ...) SYSCALL(3, _##name, __VA_ARGS__)
#define SYSCALL(n, name, ...) long sys##name(MAP(n, AS_LONG, __VA_ARGS__)) { return do##name(MAP(n, AS_PARAMETER, __VA_ARGS__)); }
SYSCALL3(read, unsigned int, fd, char __user *, buf, size_t, count)

/* Comparison without evaluating twice, nested. */
#define max(x, y) ONCE(max, x, y, UNIQUE(x_), UNIQUE(y_))
#define ONCE(op, x, y, ux, uy) ({ typeof(x) ux = (x); typeof(y) uy = (y); ux OP_##op uy ? ux : uy; })
#define OP_max >
max(max(1, 2), max(3, max(4, 5)))

/* Messages with a prefix, through several layers of variable arguments. */
#define pr_fmt(fmt) MODULE_NAME ": " fmt
#define printk(fmt, ...) INDEXED(_printk, fmt, ##__VA_ARGS__)
#define INDEXED(call, fmt, ...) ({ note(fmt); call(fmt, ##__VA_ARGS__); })
#define LEVEL_ERROR "\001" "3"
#define pr_err(fmt, ...) printk(LEVEL_ERROR pr_fmt(fmt), ##__VA_ARGS__)
pr_err("hello\n"); pr_err("%d %s\n", 1, pr_fmt("x"));

/* Lines of a use that spans several. */
#define WARN_ON(condition) ({ if (condition) warn("%s:%d", __FILE__, __LINE__); !!(condition); })
if (WARN_ON(a &&
    b)) return __LINE__;

/* An object-like macro that is a call of a function of its name. */
#define current get_current()
#define get_current() (current)
current->mm get_current()
