/**
 * How many distinct children are usual in a stretch of weeks: the mean over earlier stretches of the same length. When
 * nobody ever was counted, half a child over all of them: "never" was seen over so many stretches only, and a first
 * child is no miracle. Null with fewer than two stretches: too little to say what is usual.
 */
export const usualCount = (blocks: readonly number[]): number | null => {
  if (blocks.length < 2) return null;
  const sum = blocks.reduce((all, count) => all + count, 0);
  return (sum === 0 ? 0.5 : sum) / blocks.length;
};
