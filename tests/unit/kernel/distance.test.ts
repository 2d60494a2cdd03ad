import { describe, expect, it } from 'vitest';
import { measureKm } from '../../../shared/kernel/point.ts';

const NORWICH = { latitude: 52.6309, longitude: 1.2974 };
const GREAT_YARMOUTH = { latitude: 52.6083, longitude: 1.7305 };

describe('the distance between two points', () => {
  it('is a degree of the meridian: 111.195 km', () => {
    const north = { latitude: 51, longitude: 0 };
    expect(measureKm({ latitude: 50, longitude: 0 }, north)).toBeCloseTo(111.195, 3);
  });

  it('shrinks with the latitude from east to west: Norwich lies 29.3 km from Great Yarmouth', () => {
    expect(measureKm(NORWICH, GREAT_YARMOUTH)).toBeCloseTo(29.3, 1);
  });

  it('is nothing between a point and itself, and the same in both directions', () => {
    expect(measureKm(NORWICH, NORWICH)).toBe(0);
    expect(measureKm(GREAT_YARMOUTH, NORWICH)).toBe(measureKm(NORWICH, GREAT_YARMOUTH));
  });
});
