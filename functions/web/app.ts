import { Hono } from 'hono';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { faultOf } from '../../shared/platform/fault.ts';
import { answerOperation } from './answer-operation.ts';
import { authorise } from './authorise.ts';
import { codeHandlers } from './handlers/code-handlers.ts';
import { episodeHandlers } from './handlers/episode-handlers.ts';
import { intelligenceHandlers } from './handlers/intelligence-handlers.ts';
import { messageHandlers } from './handlers/message-handlers.ts';
import { profileHandlers } from './handlers/profile-handlers.ts';
import { releaseHandlers } from './handlers/release-handlers.ts';
import { serviceHandlers } from './handlers/service-handlers.ts';
import { signalHandlers } from './handlers/signal-handlers.ts';
import { staffHandlers } from './handlers/staff-handlers.ts';
import { taskHandlers } from './handlers/task-handlers.ts';
import { themeHandlers } from './handlers/theme-handlers.ts';
import { OPERATION_IDS, OPERATIONS } from './operations.ts';
import { PERMISSIONS } from './permissions.ts';
import { problemResponse } from './problem-response.ts';
import { securityHeaders } from './security-headers.ts';
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
