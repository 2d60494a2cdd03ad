import {
  createDocument,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
  type ZodOpenApiResponsesObject,
} from 'zod-openapi';
import { type ProblemCode, PROBLEMS, problemSchema } from '../../../shared/kernel/problem.ts';
import type { Route } from '../api/route.ts';
import { PERMISSIONS } from '../../../shared/access/roles.ts';

const CHANGE_PROBLEMS: readonly ProblemCode[] = ['stale', 'key-reused', 'invalid-body'];
const BODY_PROBLEMS: readonly ProblemCode[] = [
  'unreadable-body',
  'body-too-large',
  'unsupported-media-type',
];

const listProblems = ({ path, method, body, permission, mayBeAbsent }: Route) =>
  [
    'invalid-parameters',
    ...(permission === 'public' ? [] : (['unauthenticated', 'not-your-role'] as const)),
    ...(path.includes('{') || mayBeAbsent === true ? (['not-found'] as const) : []),
    ...(method === 'get' ? [] : CHANGE_PROBLEMS),
    ...(body === null ? [] : BODY_PROBLEMS),
    'internal-error',
  ] as const satisfies readonly ProblemCode[];

/** One response for each status, though several problems may share it. */
const describeProblems = (route: Route): ZodOpenApiResponsesObject => {
  const problems = listProblems(route).map((code) => PROBLEMS[code]);
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

const describePermission = ({ permission }: Route): string => {
  if (permission === 'public') return 'Needs no token.';
  return permission === 'notify-callback'
    ? 'Needs the callback token of GOV.UK Notify.'
    : `For these roles: ${PERMISSIONS[permission].join(', ')}.`;
};

const describeContent = ({ status, mediaType, response }: Route) =>
  status === 204 ? {} : { content: { [mediaType ?? 'application/json']: { schema: response } } };

const describeBody = ({ body }: Route) =>
  body === null
    ? {}
    : { requestBody: { required: true, content: { 'application/json': { schema: body } } } };

const describeRoute = (route: Route): ZodOpenApiOperationObject => ({
  operationId: route.id,
  summary: route.summary,
  description: describePermission(route),
  security: route.permission === 'public' ? [] : [{ bearerToken: [] }],
  requestParams: { path: route.params, query: route.query },
  ...describeBody(route),
  responses: {
    [String(route.status)]: { description: route.summary, ...describeContent(route) },
    ...describeProblems(route),
  },
});

const describePaths = (routes: readonly Route[]): ZodOpenApiPathsObject =>
  Object.fromEntries(
    [...Map.groupBy(routes, ({ path }) => path)].map(([path, atPath]) => [
      path,
      Object.fromEntries(atPath.map((route) => [route.method, describeRoute(route)])),
    ]),
  );

export const createOpenApiDocument = (routes: readonly Route[]): object =>
  createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Homeward',
      version: '1.0.0',
      description:
        'Missing episodes and return home interview tasks. Lists have pages: to read the next one, send its `cursor` with the same parameters. To record an action on a task, send a `key` that you make, so that a repeated request is recorded once, and the `taskVersion` that you read. Errors are problem details (RFC 9457).',
    },
    paths: describePaths(routes),
    components: { securitySchemes: { bearerToken: { type: 'http', scheme: 'bearer' } } },
  });
