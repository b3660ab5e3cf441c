import { describe, expect, it } from 'vitest';
import { RecordingBuilder } from '../trace/testing/recording-builder.ts';
import { Trace } from '../trace/index.ts';
import { wordHistory } from './word-history.ts';

const VMEMMAP = 0xffffea03f3600000n;
const RAM = 0xffff888002008000n;
const pageOf = (address: bigint) => Number(address >> 12n);

describe('wordHistory', () => {
  const r = new RecordingBuilder();
  r.fn('main').call('main', () => {
    r.at(2).write('direct', RAM + 8n, 1n); // the RAM's former life
    r.at(3).map(pageOf(VMEMMAP), pageOf(RAM));
    r.at(4).write('page->a', VMEMMAP + 8n, 2n);
    r.at(5).write('other', VMEMMAP + 16n, 9n);
    r.at(6).write('direct again', RAM + 8n, 3n); // the same bytes by their other name
    r.at(7).write('elsewhere', VMEMMAP + 0x4008n, 4n);
    r.at(8).blockWrite('memset', VMEMMAP - 64n, new Uint8Array(128));
    r.at(9).map(pageOf(VMEMMAP), 0);
    r.at(10).map(pageOf(VMEMMAP), pageOf(VMEMMAP + 0x4000n)); // now shows what `elsewhere` wrote
    r.at(11).write('page->b', VMEMMAP + 8n, 5n);
  });
  const trace = new Trace(r.finish());
  const told = (position: number) =>
    wordHistory(trace, position, VMEMMAP + 8n, 8).map((write) => write.site.text);
  const stepAt = (line: number) => trace.stepsAtLine('mm/test.c', line)[0] ?? -1;

  it('begins when the memory was mapped, and knows its other name', () => {
    expect(told(stepAt(9))).toEqual(['page->a', 'direct again', 'memset']);
    expect(told(stepAt(6))).toEqual(['page->a']);
    expect(told(stepAt(4))).toEqual([]);
  });

  it('begins anew with a new mapping, without what was written there before it', () => {
    expect(told(trace.length)).toEqual(['page->b']);
  });
});
