import type { MiddlewareHandler } from 'hono';
import type { Authenticator, Role } from '../../shared/ports.ts';
import { problemResponse } from './problem-response.ts';
import type { WebEnv } from './web-context.ts';

const BEARER = /^Bearer +([A-Za-z0-9\-._~+/]+=*)$/i;

/** RFC 6750: without a token the scheme only, with a bad one also that it is bad. */
const unauthenticated = (reason: string): Response =>
  problemResponse('unauthenticated', undefined, {
    'www-authenticate': `Bearer realm="homeward"${reason}`,
  });

/** Lets only callers of these roles through, with a token that is valid when the request is made. */
export const authorise =
  (authenticator: Authenticator, roles: readonly Role[]): MiddlewareHandler<WebEnv> =>
  async (context, next) => {
    const token = BEARER.exec(context.req.header('authorization') ?? '')?.[1];
    if (token === undefined) return unauthenticated('');
    const caller = await authenticator.authenticate(token, context.env.now);
    if (caller === null) return unauthenticated(', error="invalid_token"');
    if (!roles.includes(caller.role)) return problemResponse('not-your-role');
    context.set('caller', caller);
    await next();
    return undefined;
  };
