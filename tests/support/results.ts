import type { Result } from '../../shared/kernel/result.ts';

/** What was answered; throws with the refusal. */
export const readValue = <T>(answer: Result<T>): T => {
  if ('refusal' in answer) throw new Error(`Refused: ${JSON.stringify(answer.refusal)}`);
  return answer.value;
};

/** Code and pointer of each rule that was broken, or the problem. */
export const readRefusal = (answer: Result<unknown>): string => {
  if (!('refusal' in answer)) return 'answered';
  const { refusal } = answer;
  return 'errors' in refusal
    ? refusal.errors.map(({ code, path }) => `${code} ${path}`).join(', ')
    : refusal.problem;
};

/** As a person reads it: code, pointer and words of each rule that was broken. */
export const readProblem = (answer: Result<unknown>): string => {
  if (!('refusal' in answer)) return 'answered';
  const { refusal } = answer;
  return 'errors' in refusal
    ? refusal.errors.map(({ code, path, message }) => `${code} ${path} ${message}`).join(', ')
    : refusal.problem;
};
