import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod';
import type { InvocationResult } from '../functions/local-function.ts';
import type { RouteMatch } from './match-route.ts';
import { ACCOUNT } from '../template/endpoints.ts';

const API_ID = 'local';
const DOMAIN = 'local.execute-api.localhost';
const TEXT = /^(text\/|application\/([a-z.+-]*(json|xml)|javascript))/i;

/** Names in lower case, repeated headers joined, no cookies: as API Gateway does it. */
const readHeaders = (request: IncomingMessage): Record<string, string> =>
  Object.fromEntries(
    Object.entries(request.headers)
      .filter(([name, value]) => name !== 'cookie' && value !== undefined)
      .map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : (value ?? '')]),
  );

const readQuery = (url: URL): Record<string, string> =>
  Object.fromEntries(
    [...new Set(url.searchParams.keys())].map((name) => [
      name,
      url.searchParams.getAll(name).join(','),
    ]),
  );

/** `21/Nov/2026:20:45:00 +0000`, out of `Sat, 21 Nov 2026 20:45:00 GMT`. */
const formatCommonLogTime = (ms: number): string => {
  const [, day = '', month = '', year = '', time = ''] = new Date(ms).toUTCString().split(' ');
  return `${day}/${month}/${year}:${time} +0000`;
};

const readEventBody = (request: IncomingMessage, body: Buffer) => {
  if (body.length === 0) return { isBase64Encoded: false };
  const isText = TEXT.test(request.headers['content-type'] ?? '');
  return { body: body.toString(isText ? 'utf8' : 'base64'), isBase64Encoded: !isText };
};

const buildRequestContext = (
  request: IncomingMessage,
  match: RouteMatch,
  path: string,
  nowMs: number,
): APIGatewayProxyEventV2['requestContext'] => ({
  accountId: ACCOUNT,
  apiId: API_ID,
  domainName: DOMAIN,
  domainPrefix: API_ID,
  http: {
    method: request.method ?? 'GET',
    path,
    protocol: `HTTP/${request.httpVersion}`,
    sourceIp: request.socket.remoteAddress ?? '',
    userAgent: request.headers['user-agent'] ?? '',
  },
  requestId: randomUUID(),
  routeKey: match.route.key,
  stage: '$default',
  time: formatCommonLogTime(nowMs),
  timeEpoch: nowMs,
});

export interface ApiRequest {
  readonly request: IncomingMessage;
  readonly url: URL;
  readonly path: string;
  readonly body: Buffer;
  readonly match: RouteMatch;
  readonly nowMs: number;
}

export const buildApiEvent = (input: ApiRequest): APIGatewayProxyEventV2 => {
  const { request, url, path, body, match, nowMs } = input;
  const query = readQuery(url);
  const cookies = request.headers.cookie?.split(/; */);
  return {
    version: '2.0',
    routeKey: match.route.key,
    rawPath: path,
    rawQueryString: url.search.slice(1),
    ...(cookies === undefined ? {} : { cookies }),
    headers: readHeaders(request),
    ...(Object.keys(query).length === 0 ? {} : { queryStringParameters: query }),
    ...(Object.keys(match.pathParameters).length === 0
      ? {}
      : { pathParameters: match.pathParameters }),
    requestContext: buildRequestContext(request, match, path, nowMs),
    ...readEventBody(request, body),
  };
};

const RESPONSE = z.object({
  statusCode: z.coerce.number().int(),
  headers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).nullish(),
  cookies: z.array(z.string()).nullish(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().nullish(),
});

export const sendMessage = (response: ServerResponse, status: number, message: string): void => {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ message }));
};

const parseResponse = (answer: unknown) =>
  typeof answer === 'object' && answer !== null && 'statusCode' in answer
    ? RESPONSE.safeParse(answer)
    : RESPONSE.safeParse({
        statusCode: 200,
        headers: { 'content-type': 'application/json' },
        body: typeof answer === 'string' ? answer : JSON.stringify(answer),
      });

/** Lambda's limit for the whole answer of an invocation that waits for it, as JSON. */
const LARGEST_ANSWER = 6_291_556;

const fits = (answer: unknown): boolean =>
  Buffer.byteLength(JSON.stringify(answer)) <= LARGEST_ANSWER;

/** A failed invocation, an answer that Lambda would not carry, or one that is no response, is status 500. */
export const sendResult = (response: ServerResponse, outcome: InvocationResult): void => {
  const answer = outcome.ok && fits(outcome.response) ? parseResponse(outcome.response) : null;
  if (answer?.success !== true) {
    sendMessage(response, 500, 'Internal Server Error');
    return;
  }
  const { statusCode, headers, cookies, body, isBase64Encoded } = answer.data;
  for (const [name, value] of Object.entries(headers ?? {}))
    response.setHeader(name, String(value));
  if (cookies) response.setHeader('set-cookie', cookies);
  response.writeHead(statusCode);
  response.end(Buffer.from(body ?? '', isBase64Encoded === true ? 'base64' : 'utf8'));
};
