import {
  createDocument,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
  type ZodOpenApiResponsesObject,
} from 'zod-openapi';
import * as z from 'zod';
import { type ProblemCode, PROBLEMS, problemSchema } from '../../shared/contracts/api/problem.ts';
import { OPERATION_IDS, type OperationId, OPERATIONS } from './operations.ts';
import { PERMISSIONS } from './permissions.ts';

const problemsOf = (operationId: OperationId): readonly ProblemCode[] => {
  const isOpen = PERMISSIONS[operationId] === 'anyone';
  const hasPath = OPERATIONS[operationId].path.includes('{');
  return [
    'invalid-parameters',
    ...(isOpen ? [] : (['unauthenticated', 'not-your-role'] as const)),
    ...(hasPath ? (['not-found'] as const) : []),
    'internal-error',
  ];
};

const problemResponses = (operationId: OperationId): ZodOpenApiResponsesObject =>
  Object.fromEntries(
    problemsOf(operationId).map((code) => [
      String(PROBLEMS[code].status),
      {
        description: PROBLEMS[code].title,
        content: { 'application/problem+json': { schema: problemSchema } },
      },
    ]),
  );

const pathParameters = (path: string): z.ZodObject =>
  z.object(
    Object.fromEntries([...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => [name, z.string()])),
  );

const describeRoles = (operationId: OperationId): string => {
  const roles = PERMISSIONS[operationId];
  return roles === 'anyone' ? 'Needs no token.' : `For the roles ${roles.join(', ')}.`;
};

const operationObject = (operationId: OperationId): ZodOpenApiOperationObject => {
  const { path, summary, query, response } = OPERATIONS[operationId];
  return {
    operationId,
    summary,
    description: describeRoles(operationId),
    security: PERMISSIONS[operationId] === 'anyone' ? [] : [{ bearerToken: [] }],
    requestParams: { path: pathParameters(path), query },
    responses: {
      '200': { description: summary, content: { 'application/json': { schema: response } } },
      ...problemResponses(operationId),
    },
  };
};

const paths = (): ZodOpenApiPathsObject =>
  Object.fromEntries(
    OPERATION_IDS.map((operationId) => [
      OPERATIONS[operationId].path,
      { get: operationObject(operationId) },
    ]),
  );

/** The OpenAPI document of the API, from the schemas that its requests and responses are made of. */
export const createOpenApiDocument = (): object =>
  createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Homeward',
      version: '1.0.0',
      description:
        'Missing episodes and return home interview tasks. Lists are pages: give `cursor` back with the same parameters to read on. Errors are problem details (RFC 9457).',
    },
    paths: paths(),
    components: { securitySchemes: { bearerToken: { type: 'http', scheme: 'bearer' } } },
  });
