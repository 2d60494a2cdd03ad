import { Hono } from 'hono';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { faultOf } from '../../shared/platform/fault.ts';
import { answerOperation } from './http/answer-operation.ts';
import { authorise } from './http/authorise.ts';
import { codeHandlers } from './api/code-handlers.ts';
import { episodeHandlers } from './api/episode-handlers.ts';
import { intelligenceHandlers } from './api/intelligence-handlers.ts';
import { messageHandlers } from './api/message-handlers.ts';
import { profileHandlers } from './api/profile-handlers.ts';
import { releaseHandlers } from './api/release-handlers.ts';
import { serviceHandlers } from './api/service-handlers.ts';
import { signalHandlers } from './api/signal-handlers.ts';
import { staffHandlers } from './api/staff-handlers.ts';
import { taskHandlers } from './api/task-handlers.ts';
import { themeHandlers } from './api/theme-handlers.ts';
import { OPERATION_IDS, OPERATIONS } from './api/operations.ts';
import { PERMISSIONS } from './http/permissions.ts';
import { problemResponse } from './http/problem-response.ts';
import { securityHeaders } from './http/security-headers.ts';
import type { OperationHandlers, WebDependencies, WebEnv } from './web-context.ts';

/** A parameter with an extension after it takes in the extension. */
const honoPath = (path: string): string =>
  path.replaceAll(/\{(\w+)\}(?:\.(\w+))?/g, (_, name: string, extension?: string) =>
    extension === undefined ? `:${name}` : `:${name}{[^/]+\\.${extension}}`,
  );

const handlersOf = (dependencies: WebDependencies): OperationHandlers => ({
  ...episodeHandlers(dependencies),
  ...taskHandlers(dependencies),
  ...codeHandlers(dependencies),
  ...intelligenceHandlers(dependencies),
  ...themeHandlers(dependencies),
  ...signalHandlers(dependencies),
  ...releaseHandlers(dependencies),
  ...profileHandlers(dependencies),
  ...staffHandlers(dependencies),
  ...messageHandlers(dependencies),
  ...serviceHandlers(),
});

const addOperations = (app: Hono<WebEnv>, dependencies: WebDependencies): void => {
  const handlers = handlersOf(dependencies);
  for (const operationId of OPERATION_IDS) {
    const { method, path } = OPERATIONS[operationId];
    const [verb, route] = [method.toUpperCase(), honoPath(path)];
    app.on(verb, route, authorise(dependencies, PERMISSIONS[operationId]));
    app.on(verb, route, answerOperation(operationId, handlers, dependencies));
  }
};

/**
 * The web application, the same on Lambda, on one machine and in tests. Each request comes with the
 * bindings `now` and `requestId`. Nothing is logged but faults of ours.
 */
export const createWebApp = (dependencies: WebDependencies): Hono<WebEnv> => {
  const app = new Hono<WebEnv>();
  app.use(securityHeaders);
  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed: (_, methods) =>
        problemResponse('method-not-allowed', {}, { allow: methods.join(', ') }),
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
