import { describe, expect, it } from 'vitest';
import type { IntelligencePlace } from '../../../shared/intelligence/item.ts';
import {
  normaliseHandle,
  normaliseWord,
  createPlaceKey,
} from '../../../shared/intelligence/pseudonyms.ts';

const keyOf = (about: Partial<IntelligencePlace>) =>
  createPlaceKey({ name: null, postcode: null, point: null, ...about });

const at = (latitude: number, longitude: number) => ({ point: { latitude, longitude } });

describe('a word', () => {
  it.each(['Zoë', ' zoe', 'ZOE ', 'Z oe', 'Zoe\u0308', 'z\u200Boe', 'Ｚｏｅ'])(
    '%j is the same as zoe: case, accents and spaces do not matter',
    (word) => {
      expect(normaliseWord(word)).toBe('zoe');
    },
  );

  it.each([
    ['Big T', 'Big D'],
    ['kay99', 'kay_99'],
    ['😈', '👑'],
    ['\u0301', '\u0302'],
  ])('%j is another than %j', (one, other) => {
    expect(normaliseWord(one)).not.toBe(normaliseWord(other));
  });
});

describe('a handle', () => {
  it('is the same with its @ and without', () => {
    expect(normaliseHandle('@Kay99')).toBe(normaliseHandle('kay99'));
    expect(normaliseHandle('@@kay')).not.toBe(normaliseHandle('kay'));
    expect(normaliseHandle('@')).toBe('@');
  });
});

describe('a place', () => {
  it('is known again by its postcode and name, however the name is written', () => {
    const first = keyOf({ postcode: 'NR1 1EF', name: 'Riverside bus station' });
    expect(keyOf({ postcode: 'NR1 1EF', name: 'riverside Bus Station' })).toBe(first);
    expect(keyOf({ postcode: 'NR1 1EF' })).not.toBe(first);
    expect(keyOf({ postcode: 'NR1 1EG', name: 'Riverside bus station' })).not.toBe(first);
    expect(keyOf({ name: 'Riverside bus station' })).not.toBe(first);
  });

  it('by its point to about 100 metres', () => {
    const first = keyOf(at(52.6281, 1.2969));
    expect(keyOf(at(52.6284, 1.2972))).toBe(first);
    expect(keyOf(at(52.629, 1.2969))).not.toBe(first);
    expect(keyOf(at(52.6281, 1.2981))).not.toBe(first);
  });

  it('on both sides of Greenwich alike', () => {
    expect(keyOf(at(51.5, -0.0003))).toBe(keyOf(at(51.5, 0.0003)));
  });

  it('by its postcode rather than its point', () => {
    expect(keyOf({ postcode: 'NR1 1EF', ...at(52.6281, 1.2969) })).toBe(
      keyOf({ postcode: 'NR1 1EF' }),
    );
  });

  it('that is only described has none, and none says where it is', () => {
    expect(keyOf({})).toBeNull();
    expect(keyOf({ postcode: 'NR1 1EF', name: 'Riverside' })).toMatch(/^pl-[0-9a-f]{32}$/);
  });
});
