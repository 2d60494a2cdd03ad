/** So many people are at their desks at once: more would only wait for each other on one machine. */
const DESKS = 6;

/** Does the work of each, several at once. Gives what each came to, in order; fails when one fails. */
export const workTogether = async <Work, Result>(
  work: readonly Work[],
  doIt: (one: Work) => Promise<Result>,
): Promise<readonly Result[]> => {
  const results: Result[] = [];
  const left = work.entries();
  const sitDown = async (): Promise<void> => {
    for (const [index, one] of left) results[index] = await doIt(one);
  };
  await Promise.all(Array.from({ length: Math.min(DESKS, work.length) }, sitDown));
  return results;
};
