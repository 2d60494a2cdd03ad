import type { LocalClock } from '../clock.ts';
import type { LocalFunction } from '../functions/local-function.ts';
import type { RouteModel } from '../template/stack-model.ts';
import { buildApiEvent, sendMessage, sendResult } from './api-event.ts';
import { createRouteMatcher } from './match-route.ts';
import { type RequestHandler, readBody } from './listen.ts';

const LARGEST_BODY = 10 * 1024 * 1024;
/** Lambda's limit for the whole event as JSON: a body may be refused well below API Gateway's own limit. */
const LARGEST_EVENT = 6 * 1024 * 1024;

export interface RoutesOptions {
  readonly routes: readonly RouteModel[];
  readonly functions: ReadonlyMap<string, LocalFunction>;
  readonly clock: LocalClock;
}

const decodePath = (path: string): string | null => {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
};

export const serveRoutes = ({ routes, functions, clock }: RoutesOptions): RequestHandler => {
  const matchRoute = createRouteMatcher(routes);
  return async (request, response) => {
    const nowMs = clock.nowMs();
    const url = new URL(`http://localhost${request.url ?? '/'}`);
    const path = decodePath(url.pathname);
    const body = await readBody(request, LARGEST_BODY);
    if (path === null) {
      sendMessage(response, 400, 'Bad Request');
      return;
    }
    if (body === null) {
      sendMessage(response, 413, 'Request Too Long');
      return;
    }
    const match = matchRoute(request.method ?? 'GET', path);
    const target = match === null ? undefined : functions.get(match.route.functionName);
    if (match === null || target === undefined) {
      sendMessage(response, 404, 'Not Found');
      return;
    }
    const event = buildApiEvent({ request, url, path, body, match, nowMs });
    if (Buffer.byteLength(JSON.stringify(event)) > LARGEST_EVENT)
      sendMessage(response, 413, 'Request Entity Too Large');
    else sendResult(response, await target.invoke(event));
  };
};
