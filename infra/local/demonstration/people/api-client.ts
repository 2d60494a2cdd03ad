import * as z from 'zod';
import { type BrokenRule, problemSchema } from '../../../../shared/kernel/problem.ts';

/** For p-map: more requests at once would only wait for each other on one machine. */
export const AT_ONCE = { concurrency: 6 };

export interface ApiResponse {
  readonly status: number;
  readonly body: unknown;
}

export type CallApi = (
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  token: string,
  body?: object,
) => Promise<ApiResponse>;

export type RefusalReason = string;

export type SubmitResult<View> =
  | { readonly outcome: 'done'; readonly view: View }
  | { readonly outcome: 'refused'; readonly because: RefusalReason };

type RuleCode = BrokenRule['code'];

/** Refusals that real staff meet too: a colleague was quicker, or the case has changed since they read it. */
const EXPECTED_REFUSALS: ReadonlySet<string> = new Set<RuleCode>([
  'before-return',
  'before-found',
  'before-report',
  'late-reason-needed',
  'too-few-attempts',
  'task-closed',
  'task-withdrawn',
  'task-without-interview',
  'not-independent',
  'on-leave',
  'unknown-booking',
  'unknown-task',
  'other-child',
  'already-acknowledged',
  'nothing-to-acknowledge',
  'not-acknowledged',
  'escalation-closed',
  'plan-unchanged',
  'unknown-practitioner',
]);

const EXPECTED_PROBLEMS: ReadonlySet<string> = new Set(['not-found', 'stale', 'key-reused']);

/** Means a fault in the demonstration or the service. */
const createUnexpectedError = (
  method: string,
  path: string,
  { status, body }: ApiResponse,
): Error => {
  const problem = problemSchema.safeParse(body).data;
  const broken = (problem?.errors ?? []).map((error) => `${error.code} at ${error.path}`);
  const what = [problem?.type ?? 'no problem details', ...broken].join(', ');
  return new Error(`${method} ${path.replace(/\?.*/, '')} answered ${status}: ${what}`);
};

const readExpectedReason = ({ status, body }: ApiResponse): RefusalReason | null => {
  const problem = problemSchema.safeParse(body).data;
  if (problem === undefined) return null;
  const kind = problem.type.split(':').at(-1) ?? '';
  if (EXPECTED_PROBLEMS.has(kind)) return kind;
  const [first, ...others] = problem.errors ?? [];
  if (status !== 422 || first === undefined) return null;
  return [first, ...others].every(({ code }) => EXPECTED_REFUSALS.has(code)) ? first.code : null;
};

export const readView = async <View>(
  ask: CallApi,
  path: string,
  token: string,
  schema: z.ZodType<View>,
): Promise<View> => {
  const answered = await ask('GET', path, token);
  if (answered.status !== 200) throw createUnexpectedError('GET', path, answered);
  return schema.parse(answered.body);
};

interface SubmitRequest {
  readonly method?: 'POST' | 'PUT';
  readonly path: string;
  readonly body: object;
}

/** Throws when it is refused for a reason that real staff would not meet. */
export const submit = async <View>(
  ask: CallApi,
  { method = 'POST', path, body }: SubmitRequest,
  token: string,
  schema: z.ZodType<View>,
): Promise<SubmitResult<View>> => {
  const answered = await ask(method, path, token, body);
  if (answered.status === 200 || answered.status === 201)
    return { outcome: 'done', view: schema.parse(answered.body) };
  const because = readExpectedReason(answered);
  if (because === null) throw createUnexpectedError(method, path, answered);
  return { outcome: 'refused', because };
};

export const readAllPages = async <Item>(
  ask: CallApi,
  path: string,
  token: string,
  schema: z.ZodType<Item>,
): Promise<readonly Item[]> => {
  const page = z.object({ items: z.array(schema), cursor: z.string().nullable() });
  const items: Item[] = [];
  let cursor: string | null = null;
  do {
    const from: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const answer: z.infer<typeof page> = await readView(
      ask,
      `${path}&limit=100${from}`,
      token,
      page,
    );
    items.push(...answer.items);
    ({ cursor } = answer);
  } while (cursor !== null);
  return items;
};

/** A request in progress when the signal comes fails. */
export const createApiCaller =
  (web: string, signal: AbortSignal): CallApi =>
  async (method, path, token, body) => {
    const response = await fetch(`${web}${path}`, {
      method,
      signal,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: await response.json() };
  };
