import * as z from 'zod';
import type { Caller } from '../../../shared/access/caller.ts';
import type { Permission } from '../../../shared/access/roles.ts';
import type { Instant } from '../../../shared/kernel/instant.ts';
import type { Immutable } from '../../../shared/kernel/immutable.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import type { AuditedAccess } from '../../../shared/access/audit.ts';
import type { HtmlPage } from '../http/html-page.ts';
import type { WebDependencies } from '../web-context.ts';

/** A request that was authorised and parsed with the schemas of its route. */
export interface RouteRequest<Params = unknown, Query = unknown, Body = unknown> {
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  /** Only on routes that need a staff token. */
  readonly caller: Caller;
  readonly now: Instant;
}

interface RouteDescription {
  readonly id: string;
  /** With path parameters as `{name}`, as in OpenAPI. */
  readonly path: string;
  readonly summary: string;
  /** `notify-callback`: only with the callback token of GOV.UK Notify. */
  readonly permission: Permission | 'public' | 'notify-callback';
  readonly response: z.ZodType;
  /** When it is not JSON. */
  readonly mediaType?: 'text/calendar' | 'text/csv' | 'text/html';
  /** Shows several records, so that the audit has one entry a request, and one a child, person and day. */
  readonly isList?: true;
  /** The response may be 404 although the path has no parameter. */
  readonly mayBeAbsent?: true;
}

type MaybePromise<T> = T | Promise<T>;

/**
 * One route of the API. Its methods are declared as methods, not as function fields, so that a route
 * whose types are known fits here: it only ever gets what its own schemas parsed.
 */
export interface Route extends RouteDescription {
  readonly method: 'get' | 'post' | 'put' | 'delete';
  readonly status: 200 | 201 | 204;
  readonly params: z.ZodObject;
  readonly query: z.ZodObject;
  readonly body: z.ZodType | null;
  handle(request: RouteRequest, dependencies: WebDependencies): MaybePromise<Result<unknown>>;
  /** The records that a response shows. Absent: unaudited. */
  auditRead?(value: unknown, caller: Caller): readonly AuditedAccess[];
  /** The records that a request is about to change; null when the caller may not know that they exist. */
  auditChange?(
    request: RouteRequest,
    dependencies: WebDependencies,
  ): MaybePromise<readonly AuditedAccess[] | null>;
}

const NO_FIELDS = z.strictObject({});
type NoFields = typeof NO_FIELDS;

type Shown<Response extends z.ZodType> = Immutable<z.output<Response>>;

/**
 * Defines a route that shows something: GET, or POST with a body where what is asked for may not be in a URL. It is audited
 * after it is handled, before the response is sent.
 */
export const defineRead = <
  Response extends z.ZodType,
  Params extends z.ZodObject = NoFields,
  Query extends z.ZodObject = NoFields,
  Body extends z.ZodType = z.ZodUndefined,
>(
  route: RouteDescription & {
    readonly params?: Params;
    readonly query?: Query;
    readonly body?: Body;
    readonly response: Response;
    readonly audit:
      | 'unaudited'
      | ((value: Shown<Response>, caller: Caller) => readonly AuditedAccess[]);
    readonly handle: (
      request: RouteRequest<z.output<Params>, z.output<Query>, z.output<Body>>,
      dependencies: WebDependencies,
    ) => MaybePromise<Result<Shown<Response> | HtmlPage>>;
  },
): Route => {
  const { audit, ...described } = route;
  return {
    ...described,
    method: route.body === undefined ? 'get' : 'post',
    status: 200,
    params: route.params ?? NO_FIELDS,
    query: route.query ?? NO_FIELDS,
    body: route.body ?? null,
    ...(audit === 'unaudited' ? {} : { auditRead: audit }),
  };
};

/** Defines a route that changes something. It is audited before it is handled, whatever comes of it. */
export const defineChange = <
  Params extends z.ZodObject = NoFields,
  Body extends z.ZodType = z.ZodUndefined,
>(
  route: RouteDescription & {
    readonly method: 'post' | 'put' | 'delete';
    readonly status: 200 | 201 | 204;
    readonly params?: Params;
    readonly body?: Body;
    readonly audit:
      | 'unaudited'
      | ((
          request: RouteRequest<z.output<Params>, unknown, z.output<Body>>,
          dependencies: WebDependencies,
        ) => MaybePromise<readonly AuditedAccess[] | null>);
    readonly handle: (
      request: RouteRequest<z.output<Params>, unknown, z.output<Body>>,
      dependencies: WebDependencies,
    ) => MaybePromise<Result<unknown>>;
  },
): Route => {
  const { audit, ...described } = route;
  return {
    ...described,
    params: route.params ?? NO_FIELDS,
    query: NO_FIELDS,
    body: route.body ?? null,
    ...(audit === 'unaudited' ? {} : { auditChange: audit }),
  };
};
