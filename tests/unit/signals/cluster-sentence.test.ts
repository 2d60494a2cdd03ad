import { describe, expect, it } from 'vitest';
import {
  writeClusterSentence,
  type ClusterDescription,
} from '../../../shared/signals/detection/cluster-sentence.ts';
import type { ScanFigures } from '../../../shared/signals/signal.ts';

const figures = (about: Partial<ScanFigures> = {}): ScanFigures => ({
  method: 'space-time-scan',
  count: 6,
  children: 6,
  expected: 1.34,
  statistic: 9,
  pValue: 0.001,
  centre: { latitude: 52.6, longitude: 1.3 },
  radiusKm: 2.44,
  weeks: 3,
  ...about,
});

const writeSentence = (about: Partial<ClusterDescription> = {}): string =>
  writeClusterSentence({
    figures: figures(),
    harm: 'criminal exploitation',
    localities: ['Norwich'],
    centre: { kind: 'named', name: 'Riverside bus station' },
    ...about,
  });

describe('The sentence of a cluster', () => {
  it('has where, when, how many, how many expected, and how rare that is', () => {
    expect(writeSentence()).toBe(
      '6 children disclosed criminal exploitation in Norwich, within 2.4 km of Riverside bus station, in the last 3 weeks; about 1.3 would be usual; a count this high comes by chance about 1 time in 1,000.',
    );
  });

  it('has how often, where a child disclosed it more than once', () => {
    expect(writeSentence({ figures: figures({ count: 9 }) })).toMatch(
      /^6 children disclosed criminal exploitation 9 times in /,
    );
  });

  it('as at one place when it is one, and in the present week when it began in it', () => {
    const one = figures({ radiusKm: 0, weeks: 1 });
    expect(writeSentence({ figures: one })).toContain(
      ', at Riverside bus station, in the present week;',
    );
    expect(writeSentence({ figures: one, centre: { kind: 'place' } })).toContain(
      ', at one place, in the',
    );
  });

  it('by its width where no public place lies in the middle, and never as less than 100 metres', () => {
    expect(writeSentence({ centre: { kind: 'place' } })).toContain(', within 2.4 km of one place,');
    expect(writeSentence({ figures: figures({ radiusKm: 0.02 }) })).toContain(
      ', within 0.1 km of ',
    );
  });

  it('as in a locality, or around its middle, where the place is not known', () => {
    const centre = { kind: 'locality', name: 'Norwich' } as const;
    expect(writeSentence({ centre })).toContain(
      'in Norwich, within 2.4 km of the middle of Norwich, in',
    );
    const one = figures({ radiusKm: 0 });
    expect(writeSentence({ figures: one, centre })).toContain(
      'exploitation in Norwich in the last 3 weeks',
    );
  });

  it('over several localities, known or not', () => {
    expect(writeSentence({ localities: ['Great Yarmouth', 'Norwich', 'outside'] })).toContain(
      'in Great Yarmouth and Norwich and outside the areas covered here,',
    );
  });
});
