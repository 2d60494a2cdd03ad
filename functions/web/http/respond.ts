import { type Result, NOT_FOUND } from '../../../shared/kernel/result.ts';
import type { Route, RouteRequest } from '../api/route.ts';
import type { WebContext, WebDependencies } from '../web-context.ts';
import { appendAudit, appendRefusal } from './audit.ts';
import { createPageResponse, isHtmlPage } from './html-page.ts';
import { createRefusalResponse } from './problem-response.ts';
import { readBody, readQuery } from './read-request.ts';

const readRequest = async (
  { params, query, body }: Route,
  context: WebContext,
): Promise<Result<RouteRequest>> => {
  const parsedQuery = readQuery(context, query);
  if ('refusal' in parsedQuery) return parsedQuery;
  const parsedBody = await readBody(context, body);
  if ('refusal' in parsedBody) return parsedBody;
  const parsedParams = params.safeParse(context.req.param());
  if (!parsedParams.success) return NOT_FOUND;
  return {
    value: {
      params: parsedParams.data,
      query: parsedQuery.value,
      body: parsedBody.value,
      caller: context.var.caller,
      now: context.env.now,
    },
  };
};

const handleRequest = async (
  route: Route,
  dependencies: WebDependencies,
  context: WebContext,
): Promise<Result<unknown>> => {
  const request = await readRequest(route, context);
  if ('refusal' in request) return request;
  if (route.auditChange !== undefined) {
    const records = await route.auditChange(request.value, dependencies);
    if (records === null) return NOT_FOUND;
    const { id: operation } = route;
    await appendAudit(dependencies, context, { operation, outcome: 'change-attempted', records });
  }
  return route.handle(request.value, dependencies);
};

const createResponse = ({ status, mediaType }: Route, value: unknown): Response => {
  if (status === 204) return new Response(null, { status });
  if (isHtmlPage(value)) return createPageResponse(value, status);
  if (typeof value !== 'string') return Response.json(value, { status });
  return new Response(value, {
    status,
    headers: { 'content-type': `${mediaType ?? 'text/plain'}; charset=utf-8` },
  });
};

/** Responds to requests of one route; what a response shows is audited before it is sent. */
export const createResponder =
  (route: Route, dependencies: WebDependencies) =>
  async (context: WebContext): Promise<Response> => {
    const result = await handleRequest(route, dependencies, context);
    const { id: operation } = route;
    if ('refusal' in result) {
      if (route.permission !== 'public')
        await appendRefusal(dependencies, context, operation, result.refusal.problem);
      return createRefusalResponse(result.refusal);
    }
    if (route.auditRead !== undefined) {
      const records = route.auditRead(result.value, context.var.caller);
      const outcome = route.isList === true ? 'listed' : 'read';
      await appendAudit(dependencies, context, { operation, outcome, records });
    }
    return createResponse(route, result.value);
  };
