/** The address spaces of the modelled kernel and their mappings, as in /proc/pid/maps. */
import type { AccessSite } from '../c/program.ts';
import type { MemoryView } from '../machine/memory.ts';
import { RESUMED } from '../machine/recording.ts';
import type { Trace } from '../trace/index.ts';
import { ObjectReader, placeAt } from './object.ts';
import { vmFlagNames, vmPermissions } from './vm-flags.ts';

const MM = 'struct mm_struct';
const VMA = 'struct vm_area_struct';
const TASK = 'struct task_struct';
const MAX_TASKS = 1000;

export interface AddressSpace {
  /** Address of the struct mm_struct. */
  mm: bigint;
  /** Address of its top-level table in the direct map. */
  pgd: bigint;
  /** It is that of the task that runs. */
  current: boolean;
  /** mm_users: 0 while the last user takes it apart. */
  users: number;
  /** Processes that have it. */
  pids: number[];
}

/** One mapping. */
export interface Mapping {
  /** Address of the struct vm_area_struct. */
  vma: bigint;
  start: bigint;
  end: bigint;
  /** `rw-p`, as in /proc/pid/maps. */
  permissions: string;
  /** `VM_READ` …, lowest bit first. */
  flags: string[];
  /** In bytes, as /proc/pid/maps tells it; of anonymous memory the kernel's own number. */
  offset: bigint;
  /** Address of the struct file; 0 for anonymous memory. */
  file: bigint;
  /** Address of the struct anon_vma for new pages; 0 before the first one. */
  anonVma: bigint;
}

/**
 * The address spaces there are at `position`, the current one first. An mm_struct is known by the
 * write of its `pgd`; it counts as long as that is what was last written there and somebody uses it.
 */
export function addressSpaces(trace: Trace, position: number, memory: MemoryView): AddressSpace[] {
  const reader = new ObjectReader(trace.program, memory);
  const current = currentMm(reader);
  const tasks = allTasks(reader);
  const found: AddressSpace[] = [];
  for (const mm of new Set([current ?? 0n, ...everMade(trace, position)])) {
    if (mm === 0n) continue;
    const pgd = reader.uint(mm, MM, 'pgd') ?? 0n;
    const users = Number(reader.uint(mm, MM, 'mm_users', 'counter') ?? 0n);
    if (pgd !== 0n && (users > 0 || mm === current)) {
      const pids = tasks.filter((task) => task.mm === mm).map(({ pid }) => pid);
      found.push({ mm, pgd, current: mm === current, users, pids });
    }
  }
  return found;
}

/** `current->mm`, null before there is one, and in programs without tasks. */
function currentMm(reader: ObjectReader): bigint | null {
  const task = reader.globalUint('current');
  const mm = task ? reader.uint(task, TASK, 'mm') : null;
  return mm === 0n ? null : mm;
}

/** All processes: the first one and what its list ties to it. */
function allTasks(reader: ObjectReader): { pid: number; mm: bigint }[] {
  const init = reader.global('init_task')?.address;
  if (init === undefined) return [];
  const head = reader.addressOf(init, TASK, 'tasks');
  const others = head === null ? [] : reader.list(head, TASK, 'tasks', MAX_TASKS);
  return [...new Set([init, ...others])].map((task) => ({
    pid: Number(reader.uint(task, TASK, 'pid') ?? 0n),
    mm: reader.uint(task, TASK, 'mm') ?? 0n,
  }));
}

/** The mm_structs whose `pgd` was written before `position` and by nobody else since. */
function everMade(trace: Trace, position: number): bigint[] {
  const record = trace.program.records.get(MM);
  const pgd = record && placeAt(record, 'pgd');
  if (!pgd || position === 0) return [];
  return pgdWrites(trace).flatMap(({ step, mm }) => {
    if (step >= position) return [];
    const last = trace.lastWrite(mm + BigInt(pgd.offset), pgd.type.size, position - 1);
    return last?.step === step ? [mm] : [];
  });
}

const known = new WeakMap<Trace, { step: number; mm: bigint }[]>();

/** Every write of the `pgd` of an mm_struct, found by the statements that have such an access. */
function pgdWrites(trace: Trace): { step: number; mm: bigint }[] {
  let found = known.get(trace);
  if (found) return found;
  known.set(trace, (found = []));
  const { sites, statements } = trace.program;
  const writes = new Uint8Array(statements.length);
  for (const site of sites) if (isPgdWrite(site)) writes[site.statement] = 1;
  const { stepStatement, stepCount } = trace.recording;
  for (let step = 0; step < stepCount; step++) {
    if (writes[stepStatement[step]! & ~RESUMED] === 0) continue;
    for (const { site, address } of trace.accesses(step)) {
      if (isPgdWrite(site)) found.push({ step, mm: address - BigInt(site.member!.offset) });
    }
  }
  return found;
}

function isPgdWrite({ kind, member }: AccessSite): boolean {
  return kind === 'write' && member?.record === MM && member.path.join('.') === 'pgd';
}

/** The mappings of an address space by address. */
export function mappings(trace: Trace, memory: MemoryView, mm: bigint): Mapping[] {
  const reader = new ObjectReader(trace.program, memory);
  const nr = Number(reader.uint(mm, MM, 'mm_mt', 'nr') ?? 0n);
  const found: Mapping[] = [];
  for (let index = 0; index < nr; index++) {
    const vma = reader.uint(mm, MM, 'mm_mt', 'slot', index) ?? 0n;
    if (vma !== 0n) found.push(readMapping(reader, vma));
  }
  return found;
}

/** One mapping out of its struct vm_area_struct. */
export function readMapping(reader: ObjectReader, vma: bigint): Mapping {
  const read = (...path: string[]) => reader.uint(vma, VMA, ...path) ?? 0n;
  const flags = read('vm_flags');
  return {
    vma,
    start: read('vm_start'),
    end: read('vm_end'),
    permissions: vmPermissions(flags),
    flags: vmFlagNames(flags),
    offset: read('vm_pgoff') << 12n,
    file: read('vm_file'),
    anonVma: read('anon_vma'),
  };
}
