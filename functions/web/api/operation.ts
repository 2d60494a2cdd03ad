import * as z from 'zod';
import type { ChangeAudit } from '../http/changed-records.ts';
import type { ReadAudit } from '../http/shown-records.ts';

/** One thing that can be asked of the API. */
interface Asked {
  /** With `{names}` of path parameters, as in OpenAPI. */
  readonly path: string;
  readonly summary: string;
  readonly query: z.ZodObject;
  /** What is sent; `NO_BODY` for nothing. */
  readonly body: z.ZodType;
  readonly response: z.ZodType;
  readonly status: 200 | 201 | 204;
  /** It may not be there, though its path names no one thing. */
  readonly mayBeAbsent?: true;
  /** When it is not JSON. */
  readonly mediaType?: 'text/calendar' | 'text/csv' | 'text/html';
}

/**
 * Whose record it shows or changes goes to the audit. `open`: nobody's. A change of a record is
 * audited whatever comes of it, a read when there is an answer.
 */
export type Operation = Asked &
  (
    | { readonly method: 'get'; readonly audited: ReadAudit | 'open' }
    | { readonly method: 'post' | 'put' | 'delete'; readonly audited: ChangeAudit | 'open' }
  );

/** For operations to which nothing is sent. */
export const NO_BODY = z.undefined();
