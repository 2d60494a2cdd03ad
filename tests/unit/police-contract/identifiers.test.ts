import { describe, expect, it } from 'vitest';
import { readNhsNumber } from '../../../shared/police-contract/identifiers.ts';

describe('an NHS number', () => {
  it('is ten digits whose check digit fits (weights 10 to 2, modulus 11)', () => {
    expect(readNhsNumber('9434765870')).toBe('9434765870');
  });

  it('is refused when the check digit is another', () => {
    expect(readNhsNumber('9434765871')).toBeNull();
  });

  it('has the check digit 0 when the rule gives 11', () => {
    expect(readNhsNumber('1000000060')).toBe('1000000060');
    expect(readNhsNumber('1000000061')).toBeNull();
  });

  it('cannot start with nine digits for which the rule gives 10', () => {
    const withoutCheckDigit = '000000006';
    const all = Array.from({ length: 10 }, (_, digit) => `${withoutCheckDigit}${digit}`);
    expect(all.map(readNhsNumber).every((number) => number === null)).toBe(true);
  });

  it('may be written in groups, and is kept as ten digits', () => {
    expect(readNhsNumber('943 476 5870')).toBe('9434765870');
    expect(readNhsNumber('943-476-5870')).toBe('9434765870');
  });

  it.each(['', '943476587', '94347658700', '943476587O', '٩٤٣٤٧٦٥٨٧٠'])(
    'is nothing but ten digits: %j is none',
    (text) => {
      expect(readNhsNumber(text)).toBeNull();
    },
  );
});
