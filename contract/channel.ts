import type { z } from './zod.ts';

/**
 * A question the renderer may ask main: its name, and what question and answer must look like. Both sides check:
 * main the request, the preload nothing (it only forwards), the renderer's host the reply.
 */
export interface Channel<
  Request extends z.ZodType = z.ZodType,
  Reply extends z.ZodType = z.ZodType,
> {
  readonly name: string;
  readonly request: Request;
  readonly reply: Reply;
}

export type RequestOf<C extends Channel> = z.infer<C['request']>;
export type ReplyOf<C extends Channel> = z.infer<C['reply']>;

/**
 * What travels back. An error is a value: Electron wraps what a handler throws in words of its own
 * ("Error invoking remote method …") that no user should read.
 */
export type Outcome<T> = { ok: true; value: T } | { ok: false; error: string };
