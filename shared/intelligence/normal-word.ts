/** Accents, marks that are not seen, spaces. */
const DOES_NOT_MATTER = /[\p{M}\p{Cf}\s]/gu;

/**
 * A word as it is compared: upper and lower case, accents and spaces do not matter. A word of which nothing else would
 * be left stays as it is.
 */
export const normalWord = (word: string): string =>
  word.normalize('NFKD').toLowerCase().replaceAll(DOES_NOT_MATTER, '') || word;

/** A handle as it is compared: whether it was written with its `@` does not matter either. */
export const normalHandle = (handle: string): string => normalWord(handle).replace(/^@(?=.)/, '');
