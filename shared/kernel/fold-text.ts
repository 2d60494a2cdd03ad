/** Look-alike letters: the first of each group is replaced by the rest. */
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

/** Accents, soft hyphens, zero-width spaces and direction controls. */
const UNSEEN = /[\p{M}\p{Default_Ignorable_Code_Point}\p{Cf}]/gu;

/**
 * For comparison: without accents, wide, joined, look-alike and invisible letters, with one kind of apostrophe. Keeps
 * capitals.
 */
export const foldText = (text: string): string =>
  Array.from(text.normalize('NFKD').replaceAll(UNSEEN, ''), (one) => LOOKALIKES.get(one) ?? one)
    .join('')
    .replaceAll(/[‘’ʼ′`´]/gu, "'");

/** `SamExample` becomes `Sam Example`. */
export const splitCapitals = (folded: string): string =>
  folded.replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2');

export const splitWords = (text: string): readonly string[] =>
  splitCapitals(foldText(text))
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
