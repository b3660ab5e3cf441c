function lines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function version(): string[] {
  return lines(`
    __DATE__ "Jan  1 1970"
    __TIME__ "00:00:00"
    __TIMESTAMP__ "Thu Jan  1 00:00:00 1970"
    __STDC__ 1
    __STDC_HOSTED__ 1
    __STDC_IEC_559__ 1
    __STDC_IEC_559_COMPLEX__ 1
    __STDC_IEC_60559_BFP__ 201404L
    __STDC_IEC_60559_COMPLEX__ 201404L
    __STDC_ISO_10646__ 201706L
    __STDC_UTF_16__ 1
    __STDC_UTF_32__ 1
    __STDC_VERSION__ 201710L
    _STDC_PREDEF_H 1
    __GNUC__ 12
    __GNUC_MINOR__ 2
    __GNUC_PATCHLEVEL__ 0
    __GNUC_STDC_INLINE__ 1
    __GNUC_EXECUTION_CHARSET_NAME "UTF-8"
    __GNUC_WIDE_EXECUTION_CHARSET_NAME "UTF-32LE"
    __VERSION__ "12.2.0"
    __GXX_ABI_VERSION 1017
    __NO_INLINE__ 1
    __HAVE_SPECULATION_SAFE_VALUE 1
    __PRAGMA_REDEFINE_EXTNAME 1
  `);
}

function target(): string[] {
  return lines(`
    linux 1
    __linux 1
    __linux__ 1
    __gnu_linux__ 1
    unix 1
    __unix 1
    __unix__ 1
    __ELF__ 1
    __x86_64 1
    __x86_64__ 1
    __amd64 1
    __amd64__ 1
    __k8 1
    __k8__ 1
    __code_model_small__ 1
    _LP64 1
    __LP64__ 1
    __FXSR__ 1
    __SEG_FS 1
    __SEG_GS 1
    __REGISTER_PREFIX__
    __USER_LABEL_PREFIX__
    __ORDER_LITTLE_ENDIAN__ 1234
    __ORDER_BIG_ENDIAN__ 4321
    __ORDER_PDP_ENDIAN__ 3412
    __BYTE_ORDER__ __ORDER_LITTLE_ENDIAN__
    __FLOAT_WORD_ORDER__ __ORDER_LITTLE_ENDIAN__
    __BIGGEST_ALIGNMENT__ 16
    __GCC_ASM_FLAG_OUTPUTS__ 1
    __GCC_HAVE_DWARF2_CFI_ASM 1
    __GCC_CONSTRUCTIVE_SIZE 64
    __GCC_DESTRUCTIVE_SIZE 64
    __GCC_IEC_559 2
    __GCC_IEC_559_COMPLEX 2
  `);
}

const MAX_32 = '0x7fffffff';
const MAX_64 = '0x7fffffffffffffffL';
const MAX_U64 = '0xffffffffffffffffUL';

function integers(): string[] {
  return lines(`
    __CHAR_BIT__ 8
    __SCHAR_MAX__ 0x7f
    __SCHAR_WIDTH__ 8
    __SHRT_MAX__ 0x7fff
    __SHRT_WIDTH__ 16
    __INT_MAX__ ${MAX_32}
    __INT_WIDTH__ 32
    __LONG_MAX__ ${MAX_64}
    __LONG_WIDTH__ 64
    __LONG_LONG_MAX__ ${MAX_64}L
    __LONG_LONG_WIDTH__ 64
    __SIZEOF_SHORT__ 2
    __SIZEOF_INT__ 4
    __SIZEOF_LONG__ 8
    __SIZEOF_LONG_LONG__ 8
    __SIZEOF_INT128__ 16
    __SIZEOF_POINTER__ 8
    __SIZEOF_PTRDIFF_T__ 8
    __SIZEOF_SIZE_T__ 8
    __SIZEOF_WCHAR_T__ 4
    __SIZEOF_WINT_T__ 4
    __SIZE_TYPE__ long unsigned int
    __SIZE_MAX__ ${MAX_U64}
    __SIZE_WIDTH__ 64
    __PTRDIFF_TYPE__ long int
    __PTRDIFF_MAX__ ${MAX_64}
    __PTRDIFF_WIDTH__ 64
    __WCHAR_TYPE__ int
    __WCHAR_MAX__ ${MAX_32}
    __WCHAR_MIN__ (-__WCHAR_MAX__ - 1)
    __WCHAR_WIDTH__ 32
    __WINT_TYPE__ unsigned int
    __WINT_MAX__ 0xffffffffU
    __WINT_MIN__ 0U
    __WINT_WIDTH__ 32
    __CHAR16_TYPE__ short unsigned int
    __CHAR32_TYPE__ unsigned int
    __SIG_ATOMIC_TYPE__ int
    __SIG_ATOMIC_MAX__ ${MAX_32}
    __SIG_ATOMIC_MIN__ (-__SIG_ATOMIC_MAX__ - 1)
    __SIG_ATOMIC_WIDTH__ 32
    __INTMAX_TYPE__ long int
    __INTMAX_MAX__ ${MAX_64}
    __INTMAX_WIDTH__ 64
    __INTMAX_C(c) c ## L
    __UINTMAX_TYPE__ long unsigned int
    __UINTMAX_MAX__ ${MAX_U64}
    __UINTMAX_C(c) c ## UL
    __INTPTR_TYPE__ long int
    __INTPTR_MAX__ ${MAX_64}
    __INTPTR_WIDTH__ 64
    __UINTPTR_TYPE__ long unsigned int
    __UINTPTR_MAX__ ${MAX_U64}
  `);
}

/** `__INT8_TYPE__` and its kin, which `<stdint.h>` is made of. */
function exactIntegers(): string[] {
  const rows = [
    // bits, signed, unsigned, maximum, unsigned maximum, suffix, unsigned suffix
    [8, 'signed char', 'unsigned char', '0x7f', '0xff', '', ''],
    [16, 'short int', 'short unsigned int', '0x7fff', '0xffff', '', ''],
    [32, 'int', 'unsigned int', MAX_32, '0xffffffffU', '', ' ## U'],
    [64, 'long int', 'long unsigned int', MAX_64, MAX_U64, ' ## L', ' ## UL'],
  ] as const;
  const [, , , wide] = rows;
  return rows.flatMap(([bits, signed, unsigned, max, unsignedMax, suffix, unsignedSuffix]) => {
    // The "fast" types of 16 and 32 bits are 64 bits wide.
    const fast = bits === 8 ? ([8, signed, unsigned, max, unsignedMax] as const) : wide;
    return [
      `__INT${bits}_TYPE__ ${signed}`,
      `__INT${bits}_MAX__ ${max}`,
      `__INT${bits}_C(c) c${suffix}`,
      `__UINT${bits}_TYPE__ ${unsigned}`,
      `__UINT${bits}_MAX__ ${unsignedMax}`,
      `__UINT${bits}_C(c) c${unsignedSuffix}`,
      `__INT_LEAST${bits}_TYPE__ ${signed}`,
      `__INT_LEAST${bits}_MAX__ ${max}`,
      `__INT_LEAST${bits}_WIDTH__ ${bits}`,
      `__UINT_LEAST${bits}_TYPE__ ${unsigned}`,
      `__UINT_LEAST${bits}_MAX__ ${unsignedMax}`,
      `__INT_FAST${bits}_TYPE__ ${fast[1]}`,
      `__INT_FAST${bits}_MAX__ ${fast[3]}`,
      `__INT_FAST${bits}_WIDTH__ ${fast[0]}`,
      `__UINT_FAST${bits}_TYPE__ ${fast[2]}`,
      `__UINT_FAST${bits}_MAX__ ${fast[4]}`,
    ];
  });
}

function floats(): string[] {
  const rows = [
    // prefix, mantissa bits, digits, decimal digits, exponents (min, max, min 10, max 10),
    // max, min, epsilon, smallest subnormal, how a constant is written
    {
      name: 'FLT',
      digits: [24, 6, 9],
      exponents: ['(-125)', '128', '(-37)', '38'],
      values: [
        '3.40282346638528859811704183484516925e+38',
        '1.17549435082228750796873653722224568e-38',
        '1.19209289550781250000000000000000000e-7',
        '1.40129846432481707092372958328991613e-45',
      ],
      write: (value: string) => `${value}F`,
    },
    {
      name: 'DBL',
      digits: [53, 15, 17],
      exponents: ['(-1021)', '1024', '(-307)', '308'],
      values: [
        '1.79769313486231570814527423731704357e+308',
        '2.22507385850720138309023271733240406e-308',
        '2.22044604925031308084726333618164062e-16',
        '4.94065645841246544176568792868221372e-324',
      ],
      write: (value: string) => `((double)${value}L)`,
    },
    {
      name: 'LDBL',
      digits: [64, 18, 21],
      exponents: ['(-16381)', '16384', '(-4931)', '4932'],
      values: [
        '1.18973149535723176502126385303097021e+4932',
        '3.36210314311209350626267781732175260e-4932',
        '1.08420217248550443400745280086994171e-19',
        '3.64519953188247460252840593361941982e-4951',
      ],
      write: (value: string) => `${value}L`,
    },
  ];
  return [
    ...rows.flatMap(({ name, digits, exponents, values, write }) => [
      `__${name}_MANT_DIG__ ${digits[0]}`,
      `__${name}_DIG__ ${digits[1]}`,
      `__${name}_DECIMAL_DIG__ ${digits[2]}`,
      `__${name}_MIN_EXP__ ${exponents[0]}`,
      `__${name}_MAX_EXP__ ${exponents[1]}`,
      `__${name}_MIN_10_EXP__ ${exponents[2]}`,
      `__${name}_MAX_10_EXP__ ${exponents[3]}`,
      `__${name}_MAX__ ${write(values[0])}`,
      `__${name}_NORM_MAX__ ${write(values[0])}`,
      `__${name}_MIN__ ${write(values[1])}`,
      `__${name}_EPSILON__ ${write(values[2])}`,
      `__${name}_DENORM_MIN__ ${write(values[3])}`,
      `__${name}_HAS_DENORM__ 1`,
      `__${name}_HAS_INFINITY__ 1`,
      `__${name}_HAS_QUIET_NAN__ 1`,
      `__${name}_IS_IEC_60559__ 2`,
    ]),
    ...lines(`
      __FLT_RADIX__ 2
      __FLT_EVAL_METHOD__ 0
      __FLT_EVAL_METHOD_TS_18661_3__ 0
      __FINITE_MATH_ONLY__ 0
      __DECIMAL_DIG__ 21
        __SIZEOF_FLOAT__ 4
      __SIZEOF_DOUBLE__ 8
      __SIZEOF_LONG_DOUBLE__ 16
      __SIZEOF_FLOAT80__ 16
    `),
  ];
}

function atomics(): string[] {
  const lockFree = ['BOOL', 'CHAR', 'CHAR16_T', 'CHAR32_T', 'WCHAR_T', 'SHORT', 'INT', 'LONG'];
  return [
    ...lines(`
      __ATOMIC_RELAXED 0
      __ATOMIC_CONSUME 1
      __ATOMIC_ACQUIRE 2
      __ATOMIC_RELEASE 3
      __ATOMIC_ACQ_REL 4
      __ATOMIC_SEQ_CST 5
      __ATOMIC_HLE_ACQUIRE 65536
      __ATOMIC_HLE_RELEASE 131072
      __GCC_ATOMIC_TEST_AND_SET_TRUEVAL 1
    `),
    ...[...lockFree, 'LLONG', 'POINTER'].map((type) => `__GCC_ATOMIC_${type}_LOCK_FREE 2`),
    ...[1, 2, 4, 8].map((size) => `__GCC_HAVE_SYNC_COMPARE_AND_SWAP_${size} 1`),
  ];
}

/**
 * The macros that GCC 12.2 predefines for C on x86-64 Linux, as `NAME body` lines for `#define`.
 *
 * Left out on purpose: the decimal, `_Float16`, `_FloatN` and `_FloatNx` types, which the front end does
 * not have; `__SSE…` and `__MMX…`, which would lure programs into vector intrinsics (a kernel is built
 * without them, too); `__PIC__` and `__PIE__`, since addresses are fixed here. `__DATE__` and `__TIME__`
 * are constants, because a recording must not depend on when it was made; they are what GCC gives for
 * `SOURCE_DATE_EPOCH=0`.
 */
export const PREDEFINED: readonly string[] = [
  ...version(),
  ...target(),
  ...integers(),
  ...exactIntegers(),
  ...floats(),
  ...atomics(),
];
