const WEIGHTS = [10, 9, 8, 7, 6, 5, 4, 3, 2] as const;

/**
 * The check digit for nine digits; null when there is none, so that no NHS number begins with them.
 * NHS Data Dictionary, attribute NHS NUMBER: weights 10 to 2, modulus 11, 11 becomes 0, 10 is never used.
 */
const checkDigitOf = (nine: string): number | null => {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(nine[index]), 0);
  const result = 11 - (sum % 11);
  if (result === 10) return null;
  return result === 11 ? 0 : result;
};

/** Ten equal digits always have the right check digit: people type them when they know no number. */
const PLACEHOLDER = /^([0-9])\1{9}$/;

/** Whether ten digits are an NHS number with the right check digit. */
const isNhsNumber = (digits: string): boolean =>
  /^[0-9]{10}$/.test(digits) &&
  !PLACEHOLDER.test(digits) &&
  checkDigitOf(digits.slice(0, 9)) === Number(digits[9]);

/** An NHS number as ten digits, also when it was written in groups (`943 476 5870`); null when it is not one. */
export const readNhsNumber = (text: string): string | null => {
  const digits = text.replace(/[ -]/g, '');
  return isNhsNumber(digits) ? digits : null;
};
