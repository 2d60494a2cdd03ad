import { Hono } from 'hono';
import { handle } from 'hono/aws-lambda';
import { toInstant } from '../../../shared/kernel/instant.ts';
import type { WebEnv } from '../web-context.ts';

/** Of the event of an HTTP API. */
interface ApiBindings {
  readonly requestContext: {
    readonly timeEpoch: number;
    readonly requestId: string;
    readonly http: { readonly sourceIp: string };
  };
}

/** Handles the events of an HTTP API with the application; a request is made when its event says. */
export const createApiHandler = (app: Hono<WebEnv>) => {
  const lambdaApp = new Hono<{ Bindings: ApiBindings }>();
  lambdaApp.all('*', ({ req, env: { requestContext } }) =>
    app.fetch(req.raw, {
      now: toInstant(requestContext.timeEpoch),
      requestId: requestContext.requestId,
      address: requestContext.http.sourceIp,
    }),
  );
  return handle(lambdaApp);
};
