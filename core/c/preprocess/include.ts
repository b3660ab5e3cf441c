import type { SplicedText } from '../splices.ts';
import { splice } from '../splices.ts';
import type { SourceTree } from '../token.ts';
import { folderOf, joinPath } from './paths.ts';

/** A file found for an `#include`. */
export interface FoundFile {
  readonly path: string;
  readonly source: SplicedText;
  /** Which include path it was found in: `#include_next` goes on after it. -1: the includer's folder. */
  readonly searchIndex: number;
}

/** Where an `#include` stands. */
export interface Includer {
  readonly path: string;
  readonly searchIndex: number;
}

/** Finds and keeps the text of included files, and knows which need not be read again. */
export class IncludeFinder {
  private readonly guards = new Map<string, string>();
  private readonly once = new Set<string>();
  private readonly done = new Set<string>();

  constructor(
    private readonly tree: SourceTree,
    private readonly includePaths: readonly string[],
    /** Texts that have been read, by path. */
    private readonly sources = new Map<string, SplicedText | null>(),
  ) {}

  /** The text of a file by its normalised path; null if there is none. */
  read(path: string): SplicedText | null {
    let source = this.sources.get(path);
    if (source === undefined) {
      const text = this.tree.read(path);
      source = text === undefined ? null : splice(text);
      this.sources.set(path, source);
    }
    return source;
  }

  /**
   * Looks a header up: `"name"` first in the includer's folder, then in the include paths in order,
   * as `<name>` is. `next` starts after the include path in which the includer itself was found.
   */
  find(name: string, quoted: boolean, includer: Includer, next: boolean): FoundFile | null {
    if (quoted && !next) {
      const path = joinPath(folderOf(includer.path), name);
      const source = this.read(path);
      if (source !== null) return { path, source, searchIndex: -1 };
    }
    for (
      let index = next ? includer.searchIndex + 1 : 0;
      index < this.includePaths.length;
      index++
    ) {
      const path = joinPath(this.includePaths[index], name);
      const source = this.read(path);
      if (source !== null) return { path, source, searchIndex: index };
    }
    return null;
  }

  /** Remembers that the whole file is wrapped in `#ifndef guard`. */
  setGuard(path: string, guard: string): void {
    this.guards.set(path, guard);
  }

  /** Remembers `#pragma once`. */
  setOnce(path: string): void {
    this.once.add(path);
  }

  /** Remembers that a file is being included. */
  setRead(path: string): void {
    this.done.add(path);
  }

  /** Whether the file was ever included: `#import` then leaves it out. */
  wasRead(path: string): boolean {
    return this.done.has(path);
  }

  /** Whether reading the file again would give nothing. */
  isDone(path: string, macros: { has(name: string): boolean }): boolean {
    if (this.once.has(path)) return true;
    const guard = this.guards.get(path);
    return guard !== undefined && macros.has(guard);
  }
}
