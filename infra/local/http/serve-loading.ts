import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestHandler } from './listen.ts';

export interface Loading {
  /** A heading without a full stop, such as "The demonstration is loading". */
  readonly title: string;
  /** A sentence on how far it is. */
  readonly describe: () => string;
}

const RETRY_AFTER_SECONDS = 3;

/** As the web application's own, whatever is asked for. */
const SECURITY_HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

const STATUS = 503;

const buildPage = (title: string, detail: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="${RETRY_AFTER_SECONDS}">
<title>${title} - Homeward</title>
</head>
<body>
<h1>${title}</h1>
<p>${detail}</p>
<p>This page loads again by itself until the service is there.</p>
</body>
</html>
`;

const buildProblem = (title: string, detail: string): string =>
  JSON.stringify({ type: 'urn:homeward:problem:loading', title, status: STATUS, detail });

const isForBrowser = ({ headers }: IncomingMessage): boolean =>
  headers.accept?.includes('text/html') === true;

const send = (response: ServerResponse, contentType: string, body: string): void => {
  response.writeHead(STATUS, {
    ...SECURITY_HEADERS,
    'content-type': contentType,
    'retry-after': String(RETRY_AFTER_SECONDS),
  });
  response.end(body);
};

/** Until there is something to read or write, every request gets 503: a page for a browser, else problem details. */
export const serveLoading = ({ title, describe }: Loading): RequestHandler => {
  return (request, response) => {
    request.resume();
    if (isForBrowser(request))
      send(response, 'text/html; charset=utf-8', buildPage(title, describe()));
    else send(response, 'application/problem+json', buildProblem(title, describe()));
    return Promise.resolve();
  };
};
