import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { describeFault } from '../../shared/platform/fault.ts';
import { ROUTES } from './api/routes.ts';
import { authorise } from './http/authorise.ts';
import { createProblemResponse } from './http/problem-response.ts';
import { MAX_BODY_BYTES } from './http/read-request.ts';
import { createResponder } from './http/respond.ts';
import { securityHeaders } from './http/security-headers.ts';
import type { WebDependencies, WebEnv } from './web-context.ts';

const formatHonoPath = (path: string): string =>
  path.replaceAll(/\{(\w+)\}(?:\.(\w+))?/g, (_, name: string, extension?: string) =>
    extension === undefined ? `:${name}` : `:${name}{[^/]+\\.${extension}}`,
  );

const limitBody = bodyLimit({
  maxSize: MAX_BODY_BYTES,
  onError: () => createProblemResponse('body-too-large'),
});

const addRoutes = (app: Hono<WebEnv>, dependencies: WebDependencies): void => {
  for (const route of ROUTES) {
    const [method, path] = [route.method.toUpperCase(), formatHonoPath(route.path)];
    app.on(method, path, authorise(dependencies, route));
    if (route.body !== null) app.on(method, path, limitBody);
    app.on(method, path, createResponder(route, dependencies));
  }
};

/**
 * The same application on Lambda, on one machine and in tests. Each request has the bindings `now` and
 * `requestId`. Only failures of the service itself are logged.
 */
export const createWebApp = (dependencies: WebDependencies): Hono<WebEnv> => {
  const app = new Hono<WebEnv>();
  app.use(securityHeaders);
  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed: (_, methods) =>
        createProblemResponse('method-not-allowed', {}, { allow: methods.join(', ') }),
    }),
  );
  addRoutes(app, dependencies);
  app.notFound(() => createProblemResponse('not-found'));
  app.onError((error) => {
    dependencies.reportFault(describeFault(error));
    return createProblemResponse('internal-error');
  });
  return app;
};
