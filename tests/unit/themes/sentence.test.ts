import { describe, expect, it } from 'vitest';
import { describeTheme, type ThemeInWords } from '../../../shared/themes/statistics/sentence.ts';
import { UNKNOWN_LOCALITY, OUTSIDE_LOCALITY } from '../../../shared/directory/authority.ts';
import { calculatePoissonExceedance } from '../../../shared/themes/statistics/significance.ts';
import { findPhrase } from '../../../shared/themes/labels.ts';
import { BASE_CODES } from '../../support/debriefs.ts';

const NORWICH: ThemeInWords = {
  children: 5,
  harm: findPhrase(BASE_CODES, 'harm', 'child-criminal-exploitation'),
  context: findPhrase(BASE_CODES, 'context', 'transport'),
  locality: 'Norwich',
  weeks: 4,
  usual: 1.3,
  exceedance: calculatePoissonExceedance(5, 1.3),
};

const write = (about: Partial<ThemeInWords> = {}): string =>
  describeTheme({ ...NORWICH, ...about });
const usualPart = (usual: number | null): string => write({ usual }).split('; ')[1] ?? '';
const chancePart = (exceedance: number): string => write({ exceedance }).split('; ')[2] ?? '';

describe('the sentence of a theme', () => {
  it('is the one of the issue', () => {
    expect(write()).toBe(
      '5 children disclosed criminal exploitation at transport hubs in Norwich in the last 4 weeks; about 1.3 would be usual; a count this high comes by chance about 1 time in 100.',
    );
  });

  it('uses the singular for one child and one week', () => {
    expect(write({ children: 1, weeks: 1 })).toMatch(
      /^1 child disclosed criminal exploitation at transport hubs in Norwich in the last week; /,
    );
  });

  it('can describe a harm in all its contexts', () => {
    expect(write({ context: null })).toMatch(
      /^5 children disclosed criminal exploitation in Norwich /,
    );
  });

  it('names several localities, and says in words what is none', () => {
    const whereOf = (locality: ThemeInWords['locality']) =>
      /at transport hubs (.*) in the last/.exec(write({ locality }))?.[1];
    expect(whereOf(['Norwich', 'Broadland'])).toBe('in Norwich and Broadland');
    expect(whereOf(['Norwich', 'Broadland', 'Breckland'])).toBe(
      'in Norwich, Broadland and Breckland',
    );
    expect(whereOf(OUTSIDE_LOCALITY)).toBe('outside the areas covered here');
    expect(whereOf(UNKNOWN_LOCALITY)).toBe('in places not known');
    expect(whereOf([OUTSIDE_LOCALITY, 'Norwich'])).toBe(
      'in Norwich and outside the areas covered here',
    );
  });

  it('says when the disclosures were not by the children', () => {
    const writeWhoDisclosed = (children: number, throughCarers: number) =>
      write({ children, throughCarers }).split('; ')[0]?.split('4 weeks')[1];
    expect(writeWhoDisclosed(5, 0)).toBe('');
    expect(writeWhoDisclosed(5, 2)).toBe(', 2 of them through a parent or carer');
    expect(writeWhoDisclosed(5, 5)).toBe(', all of them through a parent or carer');
    expect(writeWhoDisclosed(1, 1)).toBe(', through a parent or carer');
  });

  it('does not mention chance when no child disclosed', () => {
    expect(write({ children: 0, exceedance: 1 })).toBe(
      'No children disclosed criminal exploitation at transport hubs in Norwich in the last 4 weeks; about 1.3 would be usual.',
    );
  });
});

describe('what is usual, in words', () => {
  it('has one decimal below ten and none above, and no zero to look exact', () => {
    expect(usualPart(0.1)).toBe('about 0.1 would be usual');
    expect(usualPart(1.04)).toBe('about 1 would be usual');
    expect(usualPart(9.94)).toBe('about 9.9 would be usual');
    expect(usualPart(9.96)).toBe('about 10 would be usual');
    expect(usualPart(23.7)).toBe('about 24 would be usual');
  });

  it('is hardly any when it would round to none', () => {
    expect(usualPart(0.049)).toBe('hardly any would be usual');
    expect(usualPart(0.05)).toBe('about 0.1 would be usual');
  });

  it('is not said, and no chance either, when too little is recorded', () => {
    expect(write({ usual: null })).toMatch(
      /weeks; too little is recorded yet to say what is usual\.$/,
    );
  });
});

describe('chance, in words', () => {
  const times = (exceedance: number) =>
    /^a count this high comes by chance about 1 time in ([\d,]+)\.$/.exec(
      chancePart(exceedance),
    )?.[1];

  it('is 1 time in 1, 2 or 5 times a power of ten, whichever is nearest in proportion', () => {
    expect([0.49, 0.34, 0.3, 0.15, 0.13].map(times)).toEqual(['2', '2', '5', '5', '10']);
    expect([0.0107, 0.003659847, 0.0015, 0.00013].map(times)).toEqual([
      '100',
      '200',
      '500',
      '10,000',
    ]);
    expect([1 / 706, 1 / 708, 1 / 1414, 1 / 1415].map(times)).toEqual([
      '500',
      '1,000',
      '1,000',
      '2,000',
    ]);
  });

  it('is often from one in two on', () => {
    expect(chancePart(0.5)).toBe('a count this high often comes by chance.');
    expect(chancePart(1)).toBe('a count this high often comes by chance.');
  });

  it('is not given below one in a million', () => {
    expect(times(1e-6)).toBe('1,000,000');
    for (const exceedance of [0.99e-6, 1e-40, 0]) {
      expect(chancePart(exceedance)).toBe(
        'a count this high comes by chance less than 1 time in 1,000,000.',
      );
    }
  });

  it('is left out when it is not known', () => {
    expect(write({ exceedance: null })).toMatch(/about 1\.3 would be usual\.$/);
  });
});

describe('the phrase of a code', () => {
  it('is its phrase, else its label, else its own words', () => {
    const spice = { list: 'harm', code: 'spice', label: 'Spice', phrase: null } as const;
    const codes = BASE_CODES.map((code) => ({ ...code, ...spice })).slice(0, 1);
    expect(findPhrase(BASE_CODES, 'context', 'online')).toBe('online');
    expect(findPhrase(codes, 'harm', 'spice')).toBe('Spice');
    expect(findPhrase(codes, 'harm', 'no-longer-there')).toBe('no longer there');
  });
});
