import type { MiddlewareHandler } from 'hono';
import type { Permission } from './permissions.ts';
import { problemResponse } from './problem-response.ts';
import type { WebContext, WebDependencies, WebEnv } from '../web-context.ts';
import { isCallbackToken } from '../../../shared/messaging/record-delivery.ts';

const BEARER = /^Bearer +([A-Za-z0-9\-._~+/]+=*)$/i;

/** RFC 6750: without a token the scheme only, with a bad one also that it is bad. */
const unauthenticated = (reason: string): Response =>
  problemResponse(
    'unauthenticated',
    {},
    { 'www-authenticate': `Bearer realm="homeward"${reason}` },
  );

const INVALID_TOKEN = ', error="invalid_token"';

/** Why somebody with this token is not let through; null when they are. */
const refuseCaller = async (
  { authenticator }: WebDependencies,
  roles: Exclude<Permission, string>,
  token: string,
  context: WebContext,
): Promise<Response | null> => {
  const caller = await authenticator.authenticate(token, context.env.now);
  if (caller === null) return unauthenticated(INVALID_TOKEN);
  if (!roles.includes(caller.role)) return problemResponse('not-your-role');
  context.set('caller', caller);
  return null;
};

/** Where messages do not go through GOV.UK Notify there is no callback. */
const refuseNotify = async (
  { notify: { readCallbackToken } }: WebDependencies,
  token: string,
): Promise<Response | null> => {
  if (readCallbackToken === null) return problemResponse('not-found');
  return isCallbackToken(token, await readCallbackToken()) ? null : unauthenticated(INVALID_TOKEN);
};

/** Lets only those through who may call, with a token that is valid when the request is made. */
export const authorise =
  (dependencies: WebDependencies, permission: Permission): MiddlewareHandler<WebEnv> =>
  async (context, next) => {
    if (permission !== 'anyone') {
      const token = BEARER.exec(context.req.header('authorization') ?? '')?.[1];
      if (token === undefined) return unauthenticated('');
      const refused =
        permission === 'notify'
          ? await refuseNotify(dependencies, token)
          : await refuseCaller(dependencies, permission, token, context);
      if (refused !== null) return refused;
    }
    await next();
    return undefined;
  };
