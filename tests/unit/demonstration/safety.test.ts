import { describe, expect, it } from 'vitest';
import { generateFeed } from '../../../infra/local/demonstration/feed.ts';
import { FAMILY_NAMES } from '../../../infra/local/demonstration/names.ts';
import { SIX_WEEKS } from './feed-reading.ts';

const BODIES = [...generateFeed({ seed: 6, ...SIX_WEEKS, childrenPerMonth: 400 })]
  .filter(({ kind }) => kind !== 'malformed')
  .map(({ body }) => body)
  .join('\n');

const valuesOf = (member: string): string[] =>
  [...BODIES.matchAll(new RegExp(`"${member}":"([^"]*)"`, 'g'))].map(([, value]) => value ?? '');

describe('the demonstration has no real names and no real phone numbers', () => {
  it('has telephone numbers from the range that Ofcom keeps for drama only', () => {
    expect(valuesOf('contact').length).toBeGreaterThan(1000);
    for (const contact of valuesOf('contact')) expect(contact).toMatch(/^01632 960\d{3}$/);
    const others = BODIES.match(/\b0\d{3,4} ?\d{3} ?\d{3,4}\b/g)?.filter(
      (number) => !number.startsWith('01632 960'),
    );
    expect(others).toEqual([]);
  });

  it('has NHS numbers from the range 999, which is kept for tests, only', () => {
    expect(valuesOf('nhsNumber').length).toBeGreaterThan(100);
    for (const nhsNumber of valuesOf('nhsNumber')) expect(nhsNumber).toMatch(/^999\d{7}$/);
  });

  it('has pupil numbers of a school that does not exist only', () => {
    expect(valuesOf('upn').length).toBeGreaterThan(50);
    for (const upn of valuesOf('upn')) expect(upn).toMatch(/^[A-Z]\d{3}0000\d{5}$/);
  });

  it('has made-up family names only', () => {
    const made = new Set<string>(FAMILY_NAMES);
    expect(valuesOf('familyName').filter((name) => !made.has(name))).toEqual([]);
  });

  it('has no e-mail and no web address', () => {
    expect(BODIES).not.toMatch(/@|https?:|www\./);
  });

  it('writes every instant with an offset', () => {
    const instants = BODIES.match(/"\d{4}-\d\d-\d\dT[^"]*"/g) ?? [];
    expect(instants.length).toBeGreaterThan(10_000);
    expect(instants.filter((instant) => !/(Z|[+-]\d\d:\d\d)"$/.test(instant))).toEqual([]);
  });
});
