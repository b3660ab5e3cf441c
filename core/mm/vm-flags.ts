/** Flags of a mapping (include/linux/mm.h of 6.12). They are macros, which leave no debug information. */
const FLAGS: readonly [bit: bigint, name: string][] = [
  [0n, 'VM_READ'],
  [1n, 'VM_WRITE'],
  [2n, 'VM_EXEC'],
  [3n, 'VM_SHARED'],
  [4n, 'VM_MAYREAD'],
  [5n, 'VM_MAYWRITE'],
  [6n, 'VM_MAYEXEC'],
  [7n, 'VM_MAYSHARE'],
  [8n, 'VM_GROWSDOWN'],
  [9n, 'VM_UFFD_MISSING'],
  [10n, 'VM_PFNMAP'],
  [12n, 'VM_UFFD_WP'],
  [13n, 'VM_LOCKED'],
  [14n, 'VM_IO'],
  [15n, 'VM_SEQ_READ'],
  [16n, 'VM_RAND_READ'],
  [17n, 'VM_DONTCOPY'],
  [18n, 'VM_DONTEXPAND'],
  [19n, 'VM_LOCKONFAULT'],
  [20n, 'VM_ACCOUNT'],
  [21n, 'VM_NORESERVE'],
  [22n, 'VM_HUGETLB'],
  [23n, 'VM_SYNC'],
  [25n, 'VM_WIPEONFORK'],
  [26n, 'VM_DONTDUMP'],
  [27n, 'VM_SOFTDIRTY'],
  [28n, 'VM_MIXEDMAP'],
  [29n, 'VM_HUGEPAGE'],
  [30n, 'VM_NOHUGEPAGE'],
  [31n, 'VM_MERGEABLE'],
];

/** Names of the bits that are set, lowest first; one without a name as `bit 33`. */
export function vmFlagNames(flags: bigint): string[] {
  const names: string[] = [];
  for (let bit = 0n, rest = flags; rest !== 0n; bit++, rest >>= 1n) {
    if (rest & 1n) names.push(FLAGS.find(([at]) => at === bit)?.[1] ?? `bit ${bit}`);
  }
  return names;
}

/** `rw-p`: read, write, execute, and whether writes are private (p) or shared (s). */
export function vmPermissions(flags: bigint): string {
  const letter = (bit: bigint, set: string) => ((flags >> bit) & 1n ? set : '-');
  return letter(0n, 'r') + letter(1n, 'w') + letter(2n, 'x') + ((flags >> 3n) & 1n ? 's' : 'p');
}
