import { describe, expect, it } from 'vitest';
import { controlFalseDiscoveries } from '../../../shared/themes/statistics/significance.ts';

/** Benjamini and Hochberg 1995, section 4: thrombolysis in acute myocardial infarction. */
const PUBLISHED = [
  0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719,
  0.6528, 0.759, 1,
];

const discoveries = (pValues: readonly number[], rate: number, lookedAt?: number) =>
  pValues.filter((_, at) => controlFalseDiscoveries(pValues, rate, lookedAt)[at]);

describe('false discoveries', () => {
  it('are controlled as in the published example: the first four of fifteen', () => {
    expect(discoveries(PUBLISHED, 0.05)).toEqual([0.0001, 0.0004, 0.0019, 0.0095]);
  });

  it('step up: a p-value above its own share is a discovery when a later one is below its share', () => {
    expect(discoveries([0.04, 0.045], 0.05)).toEqual([0.04, 0.045]);
    expect(discoveries([0.04, 0.06], 0.05)).toEqual([]);
  });

  it('count every test that was looked at, listed or not', () => {
    expect(discoveries(PUBLISHED.slice(0, 14), 0.05, 15)).toEqual(discoveries(PUBLISHED, 0.05));
    expect(discoveries([0.01], 0.05, 5)).toEqual([0.01]);
    expect(discoveries([0.01], 0.05, 6)).toEqual([]);
  });

  it('are none where nothing was tested', () => {
    expect(controlFalseDiscoveries([], 0.05)).toEqual([]);
  });

  it('cannot be controlled over what is no probability, or over fewer tests than there are', () => {
    expect(() => controlFalseDiscoveries([0.1, Number.NaN], 0.05)).toThrow('probability');
    expect(() => controlFalseDiscoveries([-0.1], 0.05)).toThrow('probability');
    expect(() => controlFalseDiscoveries([0.1, 0.2], 0.05, 1)).toThrow('Fewer tests');
  });
});
