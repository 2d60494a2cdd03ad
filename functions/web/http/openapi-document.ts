import {
  createDocument,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
  type ZodOpenApiResponsesObject,
} from 'zod-openapi';
import * as z from 'zod';
import { type ProblemCode, PROBLEMS, problemSchema } from '../../../shared/kernel/problem.ts';
import { OPERATION_IDS, type OperationId, OPERATIONS } from '../api/operations.ts';
import { NO_BODY, type Operation } from '../api/operation.ts';
import { PERMISSIONS } from './permissions.ts';

const CHANGE_PROBLEMS: readonly ProblemCode[] = ['stale', 'key-reused', 'invalid-body'];
const BODY_PROBLEMS: readonly ProblemCode[] = [
  'unreadable-body',
  'body-too-large',
  'unsupported-media-type',
];

const problemsOf = (operationId: OperationId): readonly ProblemCode[] => {
  const isOpen = PERMISSIONS[operationId] === 'anyone';
  const { path, method, body, mayBeAbsent }: Operation = OPERATIONS[operationId];
  return [
    'invalid-parameters',
    ...(isOpen ? [] : (['unauthenticated', 'not-your-role'] as const)),
    ...(path.includes('{') || mayBeAbsent === true ? (['not-found'] as const) : []),
    ...(method === 'get' ? [] : CHANGE_PROBLEMS),
    ...(body === NO_BODY ? [] : BODY_PROBLEMS),
    'internal-error',
  ];
};

/** One answer for each status, whichever of its problems it is. */
const problemResponses = (operationId: OperationId): ZodOpenApiResponsesObject => {
  const problems = problemsOf(operationId).map((code) => PROBLEMS[code]);
  return Object.fromEntries(
    [...Map.groupBy(problems, ({ status }) => String(status))].map(([status, alike]) => [
      status,
      {
        description: alike.map(({ title }) => title).join('; '),
        content: { 'application/problem+json': { schema: problemSchema } },
      },
    ]),
  );
};

const pathParameters = (path: string): z.ZodObject =>
  z.object(
    Object.fromEntries([...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => [name, z.string()])),
  );

const describeRoles = (operationId: OperationId): string => {
  const roles = PERMISSIONS[operationId];
  if (roles === 'anyone') return 'Needs no bearer token.';
  return roles === 'notify'
    ? "Needs the token of GOV.UK Notify's callback."
    : `For the roles ${roles.join(', ')}.`;
};

const answerContent = ({ status, mediaType, response }: Operation) =>
  status === 204 ? {} : { content: { [mediaType ?? 'application/json']: { schema: response } } };

const requestBody = ({ body }: Operation) =>
  body === NO_BODY
    ? {}
    : { requestBody: { required: true, content: { 'application/json': { schema: body } } } };

const operationObject = (operationId: OperationId): ZodOpenApiOperationObject => {
  const operation: Operation = OPERATIONS[operationId];
  const { path, summary, query, status } = operation;
  return {
    operationId,
    summary,
    description: describeRoles(operationId),
    security: PERMISSIONS[operationId] === 'anyone' ? [] : [{ bearerToken: [] }],
    requestParams: { path: pathParameters(path), query },
    ...requestBody(operation),
    responses: {
      [String(status)]: { description: summary, ...answerContent(operation) },
      ...problemResponses(operationId),
    },
  };
};

const pathItem = (operationIds: readonly OperationId[]) =>
  Object.fromEntries(
    operationIds.map((operationId) => [
      OPERATIONS[operationId].method,
      operationObject(operationId),
    ]),
  );

const paths = (): ZodOpenApiPathsObject =>
  Object.fromEntries(
    [...Map.groupBy(OPERATION_IDS, (operationId) => OPERATIONS[operationId].path)].map(
      ([path, operationIds]) => [path, pathItem(operationIds)],
    ),
  );

/** The OpenAPI document of the API, from the schemas that its requests and responses are made of. */
export const createOpenApiDocument = (): object =>
  createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Homeward',
      version: '1.0.0',
      description:
        'Missing episodes and return home interview tasks. Lists are pages: give `cursor` back with the same parameters to read on. What is done about a task is sent with a `key` of your own, so that sending it again does no harm, and with the `taskVersion` that was seen. Errors are problem details (RFC 9457).',
    },
    paths: paths(),
    components: { securitySchemes: { bearerToken: { type: 'http', scheme: 'bearer' } } },
  });
