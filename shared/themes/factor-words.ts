/** Push and pull factors are codes of the interview (debrief.ts); these are their words. */
const wordsOf = (factor: string): string => factor.replaceAll('-', ' ');

/** As people read it: `family-conflict` is "Family conflict". */
export const labelOfFactor = (factor: string): string => {
  const words = wordsOf(factor);
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
};

/** As it stands in a sentence, "children told of …". */
export const phraseOfFactor = (kind: 'push' | 'pull', factor: string): string =>
  `${wordsOf(factor)} as a ${kind} factor`;
