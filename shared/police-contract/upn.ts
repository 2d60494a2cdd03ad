/** Letters of a UPN by their value, 0 to 22: I, O and S are left out. */
const ALPHABET = 'ABCDEFGHJKLMNPQRTUVWXYZ';

/** A check letter, then twelve digits (permanent) or eleven digits and a letter (temporary). */
const SHAPE = /^[A-HJ-NP-RT-Z][0-9]{11}[0-9A-HJ-NP-RT-Z]$/;

const valueOf = (character: string): number =>
  character >= '0' && character <= '9' ? Number(character) : ALPHABET.indexOf(character);

/**
 * The check letter for the twelve characters after it: value times position (2 to 13), sum modulo 23.
 * UK Government Data Standards Catalogue, Unique Pupil Number 2.0; DfE, "Unique pupil numbers (UPNs)".
 */
const checkLetterOf = (twelve: string): string | undefined => {
  const sum = Array.from(twelve).reduce(
    (total, character, index) => total + valueOf(character) * (index + 2),
    0,
  );
  return ALPHABET[sum % 23];
};

/** A unique pupil number, permanent or temporary, in capitals; null when it is not one. */
export const readUpn = (text: string): string | null => {
  const upn = text.toUpperCase();
  return SHAPE.test(upn) && checkLetterOf(upn.slice(1)) === upn[0] ? upn : null;
};
