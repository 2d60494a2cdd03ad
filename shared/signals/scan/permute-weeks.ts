import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { ArrangedCases } from './arrange-cases.ts';

const repeat = (times: Int32Array): Int32Array => {
  const all = new Int32Array(times.reduce((sum, count) => sum + count, 0));
  let at = 0;
  times.forEach((count, value) => {
    all.fill(value, at, at + count);
    at += count;
  });
  return all;
};

/**
 * Deals the weeks out to the cases anew, so that every zone and every week keeps its number of cases (Kulldorff and
 * others 2005). Each call fills `counts`. Only the weeks within the duration are dealt: the rest is in no cylinder.
 */
export const createPermutation = (
  { zoneCases, weekCases, duration }: ArrangedCases,
  seed: number,
): ((counts: Int32Array) => void) => {
  const chance = xoroshiro128plus(seed);
  const zones = repeat(zoneCases);
  const weeks = repeat(weekCases);
  const last = zones.length - 1;
  return (counts) => {
    counts.fill(0);
    for (let at = 0; at < weeks.length; at++) {
      const drawn = uniformInt(chance, at, last);
      const zone = zones[drawn] ?? 0;
      zones[drawn] = zones[at] ?? 0;
      zones[at] = zone;
      const cell = zone * duration + (weeks[at] ?? 0);
      counts[cell] = (counts[cell] ?? 0) + 1;
    }
  };
};
