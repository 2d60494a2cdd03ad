/** Letters that look like, or are written for, others: the first of each pair stands for the rest. */
const PAIRS =
  'аa еe оo рp сc хx уy іi ѕs јj кk αa οo ιi νv ρp υu κk øo łl đd ðd ıi ħh ŧt ßss æae œoe þth';

const LOOKALIKES: ReadonlyMap<string, string> = new Map(
  PAIRS.split(' ').flatMap((pair): [string, string][] => {
    const [letter = '', ...others] = Array.from(pair);
    const plain = others.join('');
    return [
      [letter.toUpperCase(), plain.toUpperCase()],
      [letter, plain],
    ];
  }),
);

/** Marks on letters, and what nobody sees: soft hyphens, zero-width spaces, direction controls. */
const UNSEEN = /[\p{M}\p{Default_Ignorable_Code_Point}\p{Cf}]/gu;

/**
 * A text as it is compared: without accents, wide, joined or look-alike letters and what nobody sees; apostrophes all
 * the same. Capitals stay.
 */
export const foldText = (text: string): string =>
  Array.from(text.normalize('NFKD').replaceAll(UNSEEN, ''), (one) => LOOKALIKES.get(one) ?? one)
    .join('')
    .replaceAll(/[‘’ʼ′`´]/gu, "'");

/** Words that were run together by capitals (`SamExample`) stand apart. */
export const splitCapitals = (folded: string): string =>
  folded.replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2');

/** Letters and digits only, in small letters; 0 and o, and 1, i and l, are one each. */
export const squash = (text: string): string =>
  foldText(text)
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .replaceAll('o', '0')
    .replaceAll(/[il]/g, '1');

/** The words of a name or a place, in small letters. */
export const wordsOf = (text: string): readonly string[] =>
  splitCapitals(foldText(text))
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
