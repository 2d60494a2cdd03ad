import { type Problem, type ProblemCode, PROBLEMS } from '../../../shared/kernel/problem.ts';
import type { Refusal } from '../../../shared/kernel/result.ts';

/** What a problem carries beside its code. */
type Particulars = Pick<Problem, 'errors' | 'current'>;

/** An error as problem details (RFC 9457). It never repeats a value of the request. */
export const problemResponse = (
  code: ProblemCode,
  particulars: Particulars = {},
  headers: Readonly<Record<string, string>> = {},
): Response => {
  const { status, title } = PROBLEMS[code];
  const problem: Problem = {
    type: `urn:homeward:problem:${code}`,
    title,
    status,
    ...particulars,
  };
  return new Response(JSON.stringify(problem), {
    status,
    headers: { 'content-type': 'application/problem+json', ...headers },
  });
};

/** Why a question was not answered, as problem details. */
export const refusalResponse = (refusal: Refusal): Response => {
  if ('errors' in refusal) {
    return problemResponse(refusal.problem, { errors: [...refusal.errors] });
  }
  return 'current' in refusal
    ? problemResponse(refusal.problem, { current: refusal.current })
    : problemResponse(refusal.problem);
};
