/**
 * What `__has_attribute` and `__has_builtin` answer. Code asks in order to choose between a GNU
 * construct and a fallback, so the lists hold what GCC 12 knows on x86-64 and C programs ask for.
 */

/** Whether GCC 12 knows the attribute; `__name__` is the same as `name`. */
export function hasAttribute(name: string): boolean {
  return ATTRIBUTES.has(/^__(.+)__$/.exec(name)?.[1] ?? name);
}

/** Whether GCC 12 knows the built-in function. */
export function hasBuiltin(name: string): boolean {
  return BUILTINS.has(name);
}

function words(text: string): string[] {
  return text.trim().split(/\s+/);
}

const ATTRIBUTES: ReadonlySet<string> = new Set(
  words(`
    access alias aligned alloc_align alloc_size always_inline artificial assume_aligned cleanup cold
    common const constructor copy deprecated designated_init destructor error externally_visible
    fallthrough flatten format format_arg gnu_inline hot ifunc leaf malloc may_alias mode
    ms_struct gcc_struct naked no_icf no_instrument_function no_profile_instrument_function no_reorder
    no_sanitize no_sanitize_address no_sanitize_thread no_sanitize_undefined no_split_stack
    no_stack_limit no_stack_protector noclone nocommon nocf_check noinit noinline noipa nonnull
    nonstring noplt noreturn nothrow optimize packed patchable_function_entry pure
    returns_nonnull returns_twice section sentinel simd stack_protect symver target target_clones
    tls_model transparent_union unavailable uninitialized unused used vector_size visibility
    warn_unused_result warning weak weakref zero_call_used_regs
  `),
);

const BUILTINS: ReadonlySet<string> = new Set([
  ...words(`
    abort abs add_overflow add_overflow_p alloca alloca_with_align assume_aligned bswap16 bswap32
    bswap64 bswap128 call_with_static_chain calloc choose_expr clrsb clrsbl clrsbll clz clzl clzll
    clear_padding complex constant_p convertvector copysign ctz ctzl ctzll dynamic_object_size exit
    expect expect_with_probability extract_return_addr fabs fabsf ffs ffsl ffsll frame_address free
    frob_return_addr has_attribute huge_val huge_valf inf inff isfinite isinf isnan isnormal labs llabs
    longjmp malloc memchr memcmp memcpy memmove mempcpy memset mul_overflow mul_overflow_p nan nanf
    object_size offsetof parity parityl parityll popcount popcountl popcountll prefetch printf puts
    return_address setjmp shuffle shufflevector signbit speculation_safe_value sprintf snprintf
    stpcpy strcat strchr strcmp strcpy strcspn strdup strlen strncat strncmp strncpy strpbrk strrchr
    strspn strstr sub_overflow sub_overflow_p tgmath trap types_compatible_p unreachable va_arg
    va_copy va_end va_start vsnprintf vsprintf
  `).map((name) => `__builtin_${name}`),
  ...words(`
    add_fetch always_lock_free and_fetch clear compare_exchange compare_exchange_n exchange
    exchange_n fetch_add fetch_and fetch_nand fetch_or fetch_sub fetch_xor is_lock_free load load_n
    nand_fetch or_fetch signal_fence store store_n sub_fetch test_and_set thread_fence xor_fetch
  `).map((name) => `__atomic_${name}`),
  ...words(`
    add_and_fetch and_and_fetch bool_compare_and_swap fetch_and_add fetch_and_and fetch_and_nand
    fetch_and_or fetch_and_sub fetch_and_xor lock_release lock_test_and_set nand_and_fetch
    or_and_fetch sub_and_fetch synchronize val_compare_and_swap xor_and_fetch
  `).map((name) => `__sync_${name}`),
]);
