import type { MiddlewareHandler } from 'hono';
import type { Caller } from '../../../shared/access/caller.ts';
import { hasPermission, type Permission } from '../../../shared/access/roles.ts';
import { isCallbackToken } from '../../../shared/messaging/record-delivery.ts';
import { appendRefusal } from './audit.ts';
import { createProblemResponse } from './problem-response.ts';
import type { Employment } from '../../../shared/directory/staff-store.ts';
import type { Route } from '../api/route.ts';
import type { WebContext, WebDependencies, WebEnv } from '../web-context.ts';

const BEARER = /^Bearer +([A-Za-z0-9\-._~+/]+=*)$/i;

/** RFC 6750: without a token only the scheme, with a bad token also the error. */
const refuseToken = (reason: string): Response =>
  createProblemResponse(
    'unauthenticated',
    {},
    { 'www-authenticate': `Bearer realm="homeward"${reason}` },
  );

const INVALID_TOKEN = ', error="invalid_token"';

const readEmployments = async (
  { staff }: WebDependencies,
  { subject, authorities }: Caller,
): Promise<readonly Employment[]> => {
  if (authorities === 'all') return [];
  const all = await Promise.all(authorities.map((one) => staff.readEmployment(one, subject)));
  return all.filter((one) => one !== null);
};

/** What somebody who is not the authority's own needs for the tasks that they were given, and no more. */
const FOR_EXTERNALS: readonly Permission[] = [
  'readCasework',
  'readOneself',
  'workTasks',
  'readDebriefs',
  'readCodes',
  'recordAbsences',
  'manageOwnCalendars',
];

interface AuthorisedRoute {
  readonly id: string;
  readonly permission: Permission;
}

const refuseCaller = async (
  dependencies: WebDependencies,
  { id, permission }: AuthorisedRoute,
  token: string,
  context: WebContext,
): Promise<Response | null> => {
  const caller = await dependencies.authenticator.authenticate(token, context.env.now);
  const employments = caller === null ? [] : await readEmployments(dependencies, caller);
  const onlyOwnTasks = employments.some(({ isExternal }) => isExternal);
  if (caller !== null) context.set('caller', onlyOwnTasks ? { ...caller, onlyOwnTasks } : caller);
  // Somebody who left is out at once, whatever their token says until it expires.
  if (caller === null || employments.some(({ inactive }) => inactive)) {
    await appendRefusal(dependencies, context, id, 'unauthenticated');
    return refuseToken(INVALID_TOKEN);
  }
  const isAllowed = !onlyOwnTasks || FOR_EXTERNALS.includes(permission);
  if (isAllowed && hasPermission(caller, permission)) return null;
  await appendRefusal(dependencies, context, id, 'not-your-role');
  return createProblemResponse('not-your-role');
};

const refuseNotify = async (
  { notify: { readCallbackToken } }: WebDependencies,
  token: string,
): Promise<Response | null> => {
  if (readCallbackToken === null) return createProblemResponse('not-found');
  return isCallbackToken(token, await readCallbackToken()) ? null : refuseToken(INVALID_TOKEN);
};

export const authorise =
  (
    dependencies: WebDependencies,
    { id, permission }: Pick<Route, 'id' | 'permission'>,
  ): MiddlewareHandler<WebEnv> =>
  async (context, next) => {
    if (permission !== 'public') {
      const token = BEARER.exec(context.req.header('authorization') ?? '')?.[1];
      if (token === undefined) return refuseToken('');
      const refused =
        permission === 'notify-callback'
          ? await refuseNotify(dependencies, token)
          : await refuseCaller(dependencies, { id, permission }, token, context);
      if (refused !== null) return refused;
    }
    await next();
    return undefined;
  };
