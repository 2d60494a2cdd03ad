import type { ServerResponse } from 'node:http';
import * as z from 'zod';
import type { Outcome } from '../functions/local-function.ts';

const RESPONSE = z.object({
  statusCode: z.coerce.number().int(),
  headers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).nullish(),
  cookies: z.array(z.string()).nullish(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().nullish(),
});

/** Sends `{"message": …}`, as API Gateway does for its own answers. */
export const sendMessage = (response: ServerResponse, status: number, message: string): void => {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ message }));
};

/** Without a status code the whole answer is the body. */
const readAnswer = (answer: unknown) =>
  typeof answer === 'object' && answer !== null && 'statusCode' in answer
    ? RESPONSE.safeParse(answer)
    : RESPONSE.safeParse({
        statusCode: 200,
        headers: { 'content-type': 'application/json' },
        body: typeof answer === 'string' ? answer : JSON.stringify(answer),
      });

/** Sends what a function answered; a failure, or an answer that is none, is status 500. */
export const sendOutcome = (response: ServerResponse, outcome: Outcome): void => {
  const answer = outcome.ok ? readAnswer(outcome.response) : null;
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
