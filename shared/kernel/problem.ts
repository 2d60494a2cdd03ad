import * as z from 'zod';

/** What can go wrong with a request, by the last part of the problem's `type`. */
export const PROBLEMS = {
  'invalid-parameters': { status: 400, title: 'The request has parameters that cannot be used' },
  unauthenticated: { status: 401, title: 'A valid bearer token is needed' },
  'not-your-role': { status: 403, title: 'Your role may not do this' },
  'not-your-authority': { status: 403, title: 'You do not belong to this authority' },
  'not-found': { status: 404, title: 'There is nothing here that you may read' },
  stale: { status: 409, title: 'This has changed since you read it; read it again' },
  'key-reused': { status: 409, title: 'This key was used for something else; take a new one' },
  'unreadable-body': { status: 400, title: 'The body is no JSON object' },
  'body-too-large': { status: 413, title: 'The body is larger than 256 KB' },
  'unsupported-media-type': { status: 415, title: 'The body must be `application/json`' },
  'invalid-body': { status: 422, title: 'The body cannot be used' },
  'method-not-allowed': { status: 405, title: 'This method is not allowed here' },
  'internal-error': { status: 500, title: 'The service failed; it was recorded' },
} as const;
export type ProblemCode = keyof typeof PROBLEMS;

/** One parameter that cannot be used. Never holds a value of the request. */
export const parameterErrorSchema = z.object({
  code: z.enum([
    'unknown-parameter',
    'missing-parameter',
    'invalid-value',
    'unknown-authority',
    'unknown-team',
    'unknown-locality',
    'unknown-code',
    'unknown-cursor',
  ]),
  path: z.string().meta({ description: 'JSON pointer to the parameter, e.g. `/limit`.' }),
  message: z.string(),
});
export type ParameterError = z.infer<typeof parameterErrorSchema>;

/** One member of a body that cannot be used, or a rule that it breaks. Never holds a value of the request. */
export const bodyErrorSchema = z.object({
  code: z.enum([
    'unknown-member',
    'missing-member',
    'invalid-value',
    'time-without-offset',
    'in-the-future',
    'interview-before-return',
    'before-found',
    'late-reason-needed',
    'text-needed',
    'reason-needed',
    'parent-offer-needed',
    'too-few-attempts',
    'task-closed',
    'task-withdrawn',
    'task-without-interview',
    'not-independent',
    'on-leave',
    'unknown-practitioner',
    'unknown-team',
    'unknown-task',
    'unknown-action',
    'unknown-booking',
    'unknown-code',
    'code-not-valid-then',
    'code-of-everybody',
    'no-public-place',
    'task-without-debrief',
    'unknown-referral',
    'referral-closed',
    'unknown-item',
    'not-for-police',
    'conditions-needed',
    'unknown-force',
    'names-the-child',
    'names-the-interviewee',
    'identifies-the-child',
    'names-a-place-of-the-child',
    'other-child',
    'already-acknowledged',
    'nothing-to-acknowledge',
    'day-in-the-past',
    'days-in-wrong-order',
    'period-not-over',
    'overlaps-earlier-release',
    'too-few-to-release',
    'too-little-changed',
    'would-reveal-earlier-release',
    'signal-closed',
    'judgement-needed',
  ]),
  path: z.string().meta({ description: 'JSON pointer to the member, e.g. `/happenedAt`.' }),
  message: z.string(),
});
export type BodyError = z.infer<typeof bodyErrorSchema>;

/** Problem details (RFC 9457). */
export const problemSchema = z
  .object({
    type: z.string().meta({ examples: ['urn:homeward:problem:not-found'] }),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional(),
    errors: z.array(z.union([parameterErrorSchema, bodyErrorSchema])).optional(),
    current: z.unknown().optional().meta({
      description: 'Of a stale draft of your own: what is stored, to be merged with.',
    }),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof problemSchema>;
