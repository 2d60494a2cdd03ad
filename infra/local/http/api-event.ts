import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { ACCOUNT } from '../template/places.ts';
import type { RouteMatch } from './match-route.ts';

const API_ID = 'local';
const DOMAIN = 'local.execute-api.localhost';
const TEXT = /^(text\/|application\/([a-z.+-]*(json|xml)|javascript))/i;

/** Lower case, several of one name joined, cookies apart: as API Gateway does it. */
const plainHeaders = (request: IncomingMessage): Record<string, string> =>
  Object.fromEntries(
    Object.entries(request.headers)
      .filter(([name, value]) => name !== 'cookie' && value !== undefined)
      .map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : (value ?? '')]),
  );

const queryOf = (url: URL): Record<string, string> =>
  Object.fromEntries(
    [...new Set(url.searchParams.keys())].map((name) => [
      name,
      url.searchParams.getAll(name).join(','),
    ]),
  );

/** `21/Nov/2026:20:45:00 +0000`, out of `Sat, 21 Nov 2026 20:45:00 GMT`. */
const commonLogTime = (ms: number): string => {
  const [, day = '', month = '', year = '', time = ''] = new Date(ms).toUTCString().split(' ');
  return `${day}/${month}/${year}:${time} +0000`;
};

const bodyOf = (request: IncomingMessage, body: Buffer) => {
  if (body.length === 0) return { isBase64Encoded: false };
  const isText = TEXT.test(request.headers['content-type'] ?? '');
  return { body: body.toString(isText ? 'utf8' : 'base64'), isBase64Encoded: !isText };
};

const requestContext = (
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
  time: commonLogTime(nowMs),
  timeEpoch: nowMs,
});

export interface ApiRequest {
  readonly request: IncomingMessage;
  readonly url: URL;
  /** Percent-decoded, as an HTTP API hands it over. */
  readonly path: string;
  readonly body: Buffer;
  readonly match: RouteMatch;
  /** Local time. */
  readonly nowMs: number;
}

/** A request as an HTTP API's event, payload format 2.0. */
export const apiEvent = (asked: ApiRequest): APIGatewayProxyEventV2 => {
  const { request, url, path, body, match, nowMs } = asked;
  const query = queryOf(url);
  const cookies = request.headers.cookie?.split(/; */);
  return {
    version: '2.0',
    routeKey: match.route.key,
    rawPath: path,
    rawQueryString: url.search.slice(1),
    ...(cookies === undefined ? {} : { cookies }),
    headers: plainHeaders(request),
    ...(Object.keys(query).length === 0 ? {} : { queryStringParameters: query }),
    ...(Object.keys(match.pathParameters).length === 0
      ? {}
      : { pathParameters: match.pathParameters }),
    requestContext: requestContext(request, match, path, nowMs),
    ...bodyOf(request, body),
  };
};
