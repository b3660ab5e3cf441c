export default String.raw`/* No include guard: each inclusion looks at NDEBUG anew. */
#undef assert
#ifdef NDEBUG
#define assert(condition) ((void)0)
#else
#define assert(condition) \
	((condition) ? (void)0 : __lab_assert_failed(#condition, __FILE__, __LINE__, __func__))
#endif
#undef static_assert
#define static_assert _Static_assert

void __lab_assert_failed(const char *condition, const char *file, int line, const char *function)
	__attribute__((__noreturn__));
`;
