import type { FormResult, Form, Worker, World } from './world.ts';

interface ResponseBody {
  readonly actionId?: string;
  readonly type?: string;
  readonly errors?: readonly { readonly code: string }[];
}

const request = (
  { runtime }: World,
  { token }: Worker,
  path: string,
  body?: object,
): Promise<Response> =>
  runtime.request(path, {
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
  });

/** What the API shows a person; null when it did not answer with it. */
export const readAs = async <T>(world: World, worker: Worker, path: string): Promise<T | null> => {
  const response = await request(world, worker, path);
  return response.status === 200 ? ((await response.json()) as T) : null;
};

const describeProblem = ({ type, errors }: ResponseBody): string | null => {
  if (type === undefined) return null;
  return errors?.[0]?.code ?? type.split(':').at(-1) ?? type;
};

const readResult = async (response: Response): Promise<FormResult> => {
  const body = (await response.json()) as ResponseBody;
  return {
    status: response.status,
    actionId: body.actionId ?? null,
    problem: describeProblem(body),
  };
};

const NO_RESULT: FormResult = { status: 0, actionId: null, problem: 'no-response' };

/** Sends a form and keeps the answer with it. */
export const sendForm = async (world: World, form: Form): Promise<FormResult> => {
  const result = await request(world, form.worker, form.path, world.changeForm(form.body))
    .then(readResult)
    .catch(() => NO_RESULT);
  form.results.push(result);
  return result;
};
