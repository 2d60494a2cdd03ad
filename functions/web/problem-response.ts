import {
  type BodyError,
  type ParameterError,
  type Problem,
  type ProblemCode,
  PROBLEMS,
} from '../../shared/contracts/api/problem.ts';
import type { Refusal } from '../../shared/use-cases/read/answer.ts';

/** An error as problem details (RFC 9457). It never repeats a value of the request or of a record. */
export const problemResponse = (
  code: ProblemCode,
  errors?: readonly (ParameterError | BodyError)[],
  headers: Readonly<Record<string, string>> = {},
): Response => {
  const { status, title } = PROBLEMS[code];
  const problem: Problem = {
    type: `urn:homeward:problem:${code}`,
    title,
    status,
    ...(errors === undefined ? {} : { errors: [...errors] }),
  };
  return new Response(JSON.stringify(problem), {
    status,
    headers: { 'content-type': 'application/problem+json', ...headers },
  });
};

/** Why a question was not answered, as problem details. */
export const refusalResponse = (refusal: Refusal): Response =>
  'errors' in refusal
    ? problemResponse(refusal.problem, refusal.errors)
    : problemResponse(refusal.problem);
