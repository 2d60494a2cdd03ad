import type { BrokenRule, InvalidParameter } from './problem.ts';

/** `not-found` also covers records that the caller may not know exist. */
export type Refusal =
  | {
      readonly problem:
        | 'not-found'
        | 'not-your-authority'
        | 'not-your-role'
        | 'key-reused'
        | 'unreadable-body'
        | 'body-too-large'
        | 'unsupported-media-type';
    }
  /** `current`: what is stored now, when the caller can merge with it. */
  | { readonly problem: 'stale'; readonly current?: object }
  | { readonly problem: 'invalid-body'; readonly errors: readonly BrokenRule[] }
  | { readonly problem: 'invalid-parameters'; readonly errors: readonly InvalidParameter[] };

export type Result<T> = { readonly value: T } | { readonly refusal: Refusal };

type Refused = { readonly refusal: Refusal };

export const NOT_FOUND: Refused = { refusal: { problem: 'not-found' } };
export const NOT_YOUR_AUTHORITY: Refused = { refusal: { problem: 'not-your-authority' } };
export const NOT_YOUR_ROLE: Refused = { refusal: { problem: 'not-your-role' } };
export const STALE: Refused = { refusal: { problem: 'stale' } };
export const KEY_REUSED: Refused = { refusal: { problem: 'key-reused' } };

export const refuseParameter = (
  code: InvalidParameter['code'],
  parameter: string,
  message: string,
): Refused => ({
  refusal: {
    problem: 'invalid-parameters',
    errors: [{ code, path: `/${parameter}`, message }],
  },
});

export const refuseBody = (code: BrokenRule['code'], path: string, message: string): Refused => ({
  refusal: { problem: 'invalid-body', errors: [{ code, path, message }] },
});

export const refuseBrokenRules = (errors: readonly BrokenRule[]): Refused | null =>
  errors.length === 0 ? null : { refusal: { problem: 'invalid-body', errors } };

export const listIfBroken = (
  broken: boolean,
  code: BrokenRule['code'],
  path: string,
  message: string,
): readonly BrokenRule[] => (broken ? [{ code, path, message }] : []);
