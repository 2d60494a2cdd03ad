/**
 * How a count differs from the one before, in words: never a percentage of a small number (house rule). `3 more`,
 * `2 fewer`, `as many`, `new: none before`, `none now`.
 */
export const differenceInWords = (now: number, before: number): string => {
  if (now === before) return now === 0 ? 'none in either' : 'as many';
  if (before === 0) return 'new: none before';
  if (now === 0) return 'none now';
  return now > before ? `${now - before} more` : `${before - now} fewer`;
};
