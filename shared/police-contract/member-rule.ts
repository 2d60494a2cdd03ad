import * as z from 'zod';
import { msOf, type Instant } from '../kernel/instant.ts';
import type { FindingCode } from '../kernel/finding.ts';

/** What the receiver knows that a message cannot say. */
export interface ParseContext {
  /** When the message is read; nothing in it may be more than five minutes later. */
  readonly now: Instant;
  /** GSS codes of the forces that may send. */
  readonly forces: ReadonlySet<string>;
  /** GSS codes of the authorities we work for. */
  readonly authorities: ReadonlySet<string>;
}

/** The same, as the rules of members ask it. */
export interface Receiver {
  readonly nowMs: number;
  readonly isForce: (code: string) => boolean;
  readonly isAuthority: (code: string) => boolean;
}

/** The receiver's knowledge, as rules ask it. */
export const receiverOf = (context: ParseContext): Receiver => ({
  nowMs: msOf(context.now),
  isForce: (code) => context.forces.has(code),
  isAuthority: (code) => context.authorities.has(code),
});

/** What a schema alone cannot say of a member. */
export interface MemberRule {
  /** What is expected, as the end of the sentence "expected …". */
  readonly expected: string;
  /** For a list: how many entries are read; more are set aside. */
  readonly mostEntries?: number;
  /** Judges a value that has the right form, against what the receiver knows; null when nothing is wrong. */
  readonly check?: (value: unknown, receiver: Receiver) => FindingCode | null;
}

/** The rules of members, beside their schemas. */
export const memberRules = z.registry<MemberRule>();

/** Says within a zod transform that a text cannot be used, and by which code. */
export const refuse = (context: z.RefinementCtx, code: FindingCode): never => {
  context.addIssue({ code: 'custom', params: { code } });
  return z.NEVER;
};
