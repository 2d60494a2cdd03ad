import { Hono } from 'hono';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { authorise } from './authorise.ts';
import { faultOf } from '../../shared/platform/fault.ts';
import { operationHandlers } from './operation-handlers.ts';
import { OPERATION_IDS, OPERATIONS } from './operations.ts';
import { PERMISSIONS } from './permissions.ts';
import { problemResponse } from './problem-response.ts';
import { securityHeaders } from './security-headers.ts';
import type { WebDependencies, WebEnv } from './web-context.ts';

const honoPath = (path: string): string => path.replaceAll(/\{(\w+)\}/g, ':$1');

const addOperations = (app: Hono<WebEnv>, dependencies: WebDependencies): void => {
  const handlers = operationHandlers(dependencies);
  for (const operationId of OPERATION_IDS) {
    const path = honoPath(OPERATIONS[operationId].path);
    const roles = PERMISSIONS[operationId];
    if (roles !== 'anyone') app.get(path, authorise(dependencies.authenticator, roles));
    app.get(path, handlers[operationId]);
  }
};

/**
 * The web application, the same on Lambda, on one machine and in tests. Each request comes with the
 * binding `now`. Nothing is logged but faults of ours.
 */
export const createWebApp = (dependencies: WebDependencies): Hono<WebEnv> => {
  const app = new Hono<WebEnv>();
  app.use(securityHeaders);
  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed: (_, methods) =>
        problemResponse('method-not-allowed', undefined, { allow: methods.join(', ') }),
    }),
  );
  addOperations(app, dependencies);
  app.notFound(() => problemResponse('not-found'));
  app.onError((error) => {
    dependencies.reportFault(faultOf(error));
    return problemResponse('internal-error');
  });
  return app;
};
