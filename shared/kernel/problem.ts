import * as z from 'zod';

export const PROBLEMS = {
  'invalid-parameters': { status: 400, title: 'Some query parameters are not valid' },
  unauthenticated: { status: 401, title: 'Send a valid bearer token' },
  'not-your-role': { status: 403, title: 'Your role does not allow you to do this' },
  'not-your-authority': { status: 403, title: 'You do not have access to this authority' },
  'not-found': { status: 404, title: 'This does not exist, or you do not have access to it' },
  stale: { status: 409, title: 'This has changed since you read it. Read it again' },
  'key-reused': {
    status: 409,
    title: 'This key was used for a different request. Use a new key',
  },
  'unreadable-body': { status: 400, title: 'The request body must be a JSON object' },
  'body-too-large': { status: 413, title: 'The request body must be 256 KB or smaller' },
  'unsupported-media-type': { status: 415, title: 'The content type must be application/json' },
  'invalid-body': { status: 422, title: 'The request body is not valid' },
  'method-not-allowed': { status: 405, title: 'This method is not allowed here' },
  'internal-error': {
    status: 500,
    title: 'There is a problem with the service. The failure was recorded',
  },
} as const;
export type ProblemCode = keyof typeof PROBLEMS;

/** Never holds a value of the request, which could identify a child. */
export const invalidParameterSchema = z.object({
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
export type InvalidParameter = z.infer<typeof invalidParameterSchema>;

export const brokenRuleSchema = z.object({
  code: z.enum([
    'unknown-field',
    'missing-field',
    'invalid-value',
    'time-without-offset',
    'in-the-future',
    'before-return',
    'before-found',
    'before-report',
    'late-reason-needed',
    'text-needed',
    'reason-needed',
    'parent-offer-needed',
    'too-few-attempts',
    'not-yet-18',
    'not-missing-again',
    'task-closed',
    'task-withdrawn',
    'not-the-main-task',
    'covers-other-tasks',
    'debrief-would-go',
    'differs-from-outcome',
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
    'shared-code',
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
    'no-return',
    'first-episode',
    'already-joined',
    'not-joined',
    'other-authority',
    'already-decided',
    'not-decided',
    'contradicts-decision',
    'interview-covers-both',
    'too-many-ids',
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
  path: z.string().meta({ description: 'JSON pointer to the field, e.g. `/happenedAt`.' }),
  message: z.string(),
});
export type BrokenRule = z.infer<typeof brokenRuleSchema>;

export const problemSchema = z
  .object({
    type: z.string().meta({ examples: ['urn:homeward:problem:not-found'] }),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional(),
    errors: z.array(z.union([invalidParameterSchema, brokenRuleSchema])).optional(),
    current: z.unknown().optional().meta({
      description: 'When your draft is stale: the stored draft, so that you can merge the two.',
    }),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof problemSchema>;
