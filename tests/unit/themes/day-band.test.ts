import { describe, expect, it } from 'vitest';
import { countTimes } from '../../../shared/profiles/rules/places-and-times.ts';
import { filterItems } from '../../../shared/themes/evidence.ts';
import { findDayBand } from '../../../shared/themes/mentions.ts';
import { buildChildItem } from '../../support/evidence.ts';

describe('A band of the day', () => {
  it.each([
    ['00:00', '00:00'],
    ['02:59', '00:00'],
    ['03:00', '03:00'],
    ['12:30', '12:00'],
    ['20:59', '18:00'],
    ['21:00', '21:00'],
    ['23:59', '21:00'],
    [null, null],
  ])('of %s begins at %s', (time, band) => {
    expect(findDayBand(time)).toBe(band);
  });
});

describe('Weekdays and times', () => {
  const disclosedOn = (
    child: string,
    weekday: 'friday' | 'monday' | null,
    timeOfDay: string | null,
  ) => buildChildItem(child, { weekday, timeOfDay });

  it('count a child once in each band, Monday first and unknown last', () => {
    const evidence = [
      disclosedOn('a', null, null),
      disclosedOn('a', 'friday', '22:00'),
      disclosedOn('a', 'friday', '23:30'),
      disclosedOn('b', 'friday', '21:15'),
      disclosedOn('b', 'friday', null),
      disclosedOn('c', 'monday', '01:00'),
    ];
    expect(countTimes(filterItems(evidence))).toEqual([
      { weekday: 'monday', band: '00:00', items: 1, children: 1 },
      { weekday: 'friday', band: '21:00', items: 3, children: 2 },
      { weekday: 'friday', band: null, items: 1, children: 1 },
      { weekday: null, band: null, items: 1, children: 1 },
    ]);
  });
});
