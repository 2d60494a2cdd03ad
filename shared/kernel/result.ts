import type { BodyError, ParameterError } from './problem.ts';

/** Why a question is not answered. `not-found` also stands for what the caller may not know of. */
export type Refusal =
  | {
      readonly problem: 'not-found' | 'not-your-authority' | 'not-your-role' | 'key-reused';
    }
  /** `current`: what stands there now, when the caller may merge with it. */
  | { readonly problem: 'stale'; readonly current?: object }
  | { readonly problem: 'invalid-body'; readonly errors: readonly BodyError[] }
  | { readonly problem: 'invalid-parameters'; readonly errors: readonly ParameterError[] };

/** What a reader gets: the answer, or why there is none. */
export type Result<T> = { readonly value: T } | { readonly refusal: Refusal };

/** Refuses what does not exist, and what the caller may not know to exist, in the same words. */
export const NOT_FOUND: { readonly refusal: Refusal } = { refusal: { problem: 'not-found' } };

/** Refuses what belongs to an authority that is not the caller's. */
export const NOT_YOUR_AUTHORITY: { readonly refusal: Refusal } = {
  refusal: { problem: 'not-your-authority' },
};

/** Refuses one parameter of the question. */
export const refuseParameter = (
  code: ParameterError['code'],
  parameter: string,
  message: string,
): { readonly refusal: Refusal } => ({
  refusal: {
    problem: 'invalid-parameters',
    errors: [{ code, path: `/${parameter}`, message }],
  },
});

/** Refuses a body for one rule that it breaks. */
export const refuseBody = (
  code: BodyError['code'],
  path: string,
  message: string,
): { readonly refusal: Refusal } => ({
  refusal: { problem: 'invalid-body', errors: [{ code, path, message }] },
});

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
