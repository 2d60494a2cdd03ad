import { type Problem, type ProblemCode, PROBLEMS } from '../../../shared/kernel/problem.ts';
import type { Refusal } from '../../../shared/kernel/result.ts';

/** Problem details (RFC 9457). They never repeat a value of the request. */
export const createProblemResponse = (
  code: ProblemCode,
  details: Pick<Problem, 'errors' | 'current'> = {},
  headers: Readonly<Record<string, string>> = {},
): Response => {
  const { status, title } = PROBLEMS[code];
  const problem: Problem = { type: `urn:homeward:problem:${code}`, title, status, ...details };
  return new Response(JSON.stringify(problem), {
    status,
    headers: { 'content-type': 'application/problem+json', ...headers },
  });
};

export const createRefusalResponse = (refusal: Refusal): Response => {
  if ('errors' in refusal) {
    return createProblemResponse(refusal.problem, { errors: [...refusal.errors] });
  }
  return 'current' in refusal
    ? createProblemResponse(refusal.problem, { current: refusal.current })
    : createProblemResponse(refusal.problem);
};
