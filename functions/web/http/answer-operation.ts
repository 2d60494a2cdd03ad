import { type Result, NOT_FOUND } from '../../../shared/kernel/result.ts';
import { auditAccess } from './audit-access.ts';
import { recordsToChange } from './changed-records.ts';
import { recordsShown } from './shown-records.ts';
import { type OperationId, OPERATIONS } from '../api/operations.ts';
import type { Operation } from '../api/operation.ts';
import { isWrittenPage, pageResponse } from '../pages/written-page.ts';
import { problemResponse, refusalResponse } from './problem-response.ts';
import { readBody } from './read-body.ts';
import { readQuery } from './read-query.ts';
import type {
  OperationHandlers,
  OperationRequest,
  WebContext,
  WebDependencies,
} from '../web-context.ts';

/** False when the caller may not know of what is to be changed. */
const auditChange = async (
  dependencies: WebDependencies,
  context: WebContext,
  operationId: OperationId,
  body: unknown,
): Promise<boolean> => {
  const operation: Operation = OPERATIONS[operationId];
  if (operation.method === 'get' || operation.audited === 'open') return true;
  const request = { params: context.req.param(), body, caller: context.var.caller };
  const records = await recordsToChange(operation.audited, dependencies.episodes, request);
  if (records === null) return false;
  await auditAccess(dependencies, context, operationId, records, 'change-attempted');
  return true;
};

const auditRead = async (
  dependencies: WebDependencies,
  context: WebContext,
  operationId: OperationId,
  answer: unknown,
): Promise<void> => {
  const operation: Operation = OPERATIONS[operationId];
  if (operation.method !== 'get' || operation.audited === 'open') return;
  const records = recordsShown(operation.audited, answer, context.var.caller);
  await auditAccess(dependencies, context, operationId, records, 'read');
};

const answerResponse = (operation: Operation, answer: object | string): Response => {
  const { status, mediaType } = operation;
  if (status === 204) return new Response(null, { status });
  if (isWrittenPage(answer)) return pageResponse(answer, status);
  if (typeof answer === 'object') return Response.json(answer, { status });
  return new Response(answer, {
    status,
    headers: { 'content-type': `${mediaType ?? 'text/plain'}; charset=utf-8` },
  });
};

/** What a handler takes is what the schemas of its own operation give. */
type Handle = (
  request: OperationRequest<unknown, unknown>,
) => Result<object | string> | Promise<Result<object | string>>;

const findAnswer = async (
  operationId: OperationId,
  handlers: OperationHandlers,
  dependencies: WebDependencies,
  context: WebContext,
): Promise<Result<object | string> | Response> => {
  const { query, body } = OPERATIONS[operationId];
  const asked = readQuery(context, query);
  if ('refusal' in asked) return asked;
  const sent = await readBody(context, body);
  if ('unread' in sent) return problemResponse(sent.unread);
  if ('refusal' in sent) return sent;
  const mayChange = await auditChange(dependencies, context, operationId, sent.value);
  if (!mayChange) return NOT_FOUND;
  const handle = handlers[operationId] as Handle;
  return handle({
    query: asked.value,
    body: sent.value,
    params: context.req.param(),
    caller: context.var.caller,
    now: context.env.now,
  });
};

/** Answers one operation, or tells as problem details why not; the audit is written before. */
export const answerOperation =
  (operationId: OperationId, handlers: OperationHandlers, dependencies: WebDependencies) =>
  async (context: WebContext): Promise<Response> => {
    const found = await findAnswer(operationId, handlers, dependencies, context);
    if (found instanceof Response) return found;
    if ('refusal' in found) return refusalResponse(found.refusal);
    await auditRead(dependencies, context, operationId, found.value);
    return answerResponse(OPERATIONS[operationId], found.value);
  };
