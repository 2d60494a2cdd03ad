import type { BodyError } from '../kernel/problem.ts';
import type { Caller, Role } from '../episodes/ports.ts';
import type { Refusal } from '../kernel/result.ts';

type Refused = { readonly refusal: Refusal };

/** Refuses what another role may do. */
export const NOT_YOUR_ROLE: Refused = { refusal: { problem: 'not-your-role' } };

/** Refuses a form that was filled in on an older state. */
export const STALE: Refused = { refusal: { problem: 'stale' } };

/** Refuses a key under which something else was sent. */
export const KEY_REUSED: Refused = { refusal: { problem: 'key-reused' } };

/** Refuses a body for the rules that it breaks; null when it breaks none. */
export const refuseBroken = (errors: readonly BodyError[]): Refused | null =>
  errors.length === 0 ? null : { refusal: { problem: 'invalid-body', errors } };

const WORKERS: readonly Role[] = ['practitioner', 'manager'];

/** Whether the caller works tasks: operators, auditors and leads do not. */
export const isWorker = ({ role }: Caller): boolean => WORKERS.includes(role);
