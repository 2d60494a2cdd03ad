import { describe, expect, it } from 'vitest';
import { readUpn } from '../../../shared/police-contract/identifiers.ts';

describe('a unique pupil number', () => {
  it.each(['B801200005001', 'P207000016049'])('with the right check letter is one: %s', (upn) => {
    expect(readUpn(upn)).toBe(upn);
  });

  it('with another check letter is none', () => {
    expect(readUpn('A801200005001')).toBeNull();
  });

  it('is temporary when it ends in a letter, which counts by its place in the alphabet', () => {
    expect(readUpn('X00180001701A')).toBe('X00180001701A');
    expect(readUpn('X00180001701B')).toBeNull();
  });

  it.each(['I801200005001', 'X00180001701I', 'X00180001701O', 'X00180001701S'])(
    'never has the letters I, O and S: %s',
    (upn) => {
      expect(readUpn(upn)).toBeNull();
    },
  );

  it('is written in capitals', () => {
    expect(readUpn('b801200005001')).toBe('B801200005001');
  });

  it.each(['', 'B80120000500', 'B8012000050011', 'B80120000A001', 'B80120000 5001'])(
    'has thirteen characters in their places: %j is none',
    (text) => {
      expect(readUpn(text)).toBeNull();
    },
  );
});
