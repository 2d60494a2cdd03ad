import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IdentifyingDetails } from '../../../shared/police-reports/sanitise/identifying.ts';
import { createSanitiser } from '../../../shared/police-reports/sanitise/sanitiser.ts';
import { buildIdentifyingDetails } from '../../support/debriefs.ts';
import {
  amongWords,
  nameVariants,
  numberVariants,
  dateVariants,
} from '../../support/name-variants.ts';

const codesOf = (text: string, about: Partial<IdentifyingDetails>): readonly string[] =>
  createSanitiser(buildIdentifyingDetails(about), 'child', ['Norfolk', 'Norwich'])
    .check([{ path: '/text', text, kind: 'prose' }])
    .map(({ code }) => code);

const NAMES = ['Zubaida', 'Tyrell', 'Siân', 'Łukasz', 'Øyvind', "O'Neill", 'Falkenrath', 'Kofi'];

const letters = fc.stringMatching(/^[A-Z][a-z]{4,9}$/);

const digits = (length: number) => fc.stringMatching(new RegExp(`^[1-9][0-9]{${length - 1}}$`));

const identifiers = fc.oneof(
  digits(10),
  digits(6),
  fc.stringMatching(/^[A-H][0-9]{12}$/),
  fc.stringMatching(/^NC-20[0-9]{2}-[0-9]{6}$/),
  fc.stringMatching(/^(ep|rhi|ch)-[0-9a-f]{30}[0-9]{2}$/),
);

const postcodes = fc.stringMatching(/^(NR|DT|BH|N|HD)[1-9][0-9]? [1-9][A-HJ-NP-UW-Z]{2}$/);

const birthDates = fc
  .tuple(
    fc.integer({ min: 2008, max: 2020 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
  )
  .map(([year, month, day]) =>
    [String(year), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-'),
  );

describe('whatever the spelling and position, what identifies the child is found', () => {
  it('a name that we know', () => {
    const planted = fc
      .constantFrom(...NAMES)
      .chain((name) => fc.tuple(fc.constant(name), nameVariants(name).chain(amongWords)));
    fc.assert(
      fc.property(planted, ([name, text]) => {
        expect(codesOf(text, { names: [name] })).toContain('names-the-child');
      }),
      { numRuns: 250 },
    );
  });

  it('any name of five letters or more, as one of many', () => {
    const planted = letters.chain((name) =>
      fc.tuple(fc.constant(name), nameVariants(name).chain(amongWords)),
    );
    fc.assert(
      fc.property(planted, ([name, text]) => {
        expect(codesOf(text, { names: [...NAMES, name] })).toContain('names-the-child');
      }),
      { numRuns: 100 },
    );
  });

  it('given and family name run together, in either case', () => {
    const joined = fc
      .tuple(
        letters,
        letters,
        fc.constantFrom('', '.', '_', '-', ' '),
        fc.constantFrom('', '99', '_uk'),
      )
      .map(([given, family, between, end]) => ({
        names: [given, family],
        fullNames: [`${given} ${family}`],
        text: `It is on ${given}${between}${family}${end} now.`,
      }));
    fc.assert(
      fc.property(joined, fc.boolean(), ({ text, ...about }, inSmall) => {
        expect(codesOf(inSmall ? text.toLowerCase() : text, about)).toContain('names-the-child');
      }),
      { numRuns: 100 },
    );
  });

  it('a number, a reference or an id', () => {
    const planted = identifiers.chain((id) =>
      fc.tuple(fc.constant(id), numberVariants(id).chain(amongWords)),
    );
    fc.assert(
      fc.property(planted, ([id, text]) => {
        expect(codesOf(text, { identifiers: [id] })).toContain('identifies-the-child');
      }),
      { numRuns: 150 },
    );
  });

  it('a postcode', () => {
    const planted = postcodes.chain((postcode) =>
      fc.tuple(fc.constant(postcode), numberVariants(postcode).chain(amongWords)),
    );
    fc.assert(
      fc.property(planted, ([postcode, text]) => {
        expect(codesOf(text, { postcodes: [postcode] })).toContain('names-a-place-of-the-child');
      }),
      { numRuns: 150 },
    );
  });

  it('the date of birth', () => {
    const planted = birthDates.chain((date) =>
      fc.tuple(fc.constant(date), dateVariants(date).chain(amongWords)),
    );
    fc.assert(
      fc.property(planted, ([date, text]) => {
        expect(codesOf(text, { birthDates: [date] })).toContain('identifies-the-child');
      }),
      { numRuns: 150 },
    );
  });

  it('the name of a home or a school, in any case', () => {
    const name = fc.tuple(letters, fc.constantFrom('House', 'High School', 'Academy', 'Lodge'));
    fc.assert(
      fc.property(
        name,
        fc.constantFrom(' ', '  ', '-', ''),
        fc.boolean(),
        ([word, kind], between, inSmall) => {
          const placeName = `${word}${between}${kind}`;
          const text = `It was at ${inSmall ? placeName.toLowerCase() : placeName}.`;
          expect(codesOf(text, { placeNames: [`The ${word} ${kind}`] })).toContain(
            'names-a-place-of-the-child',
          );
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('the check', () => {
  it('has a result for any text and any child, and never reveals a value', () => {
    const sample = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 });
    const child = fc.record({
      names: fc.array(sample, { maxLength: 3 }),
      fullNames: fc.array(sample, { maxLength: 2 }),
      birthDates: fc.array(birthDates, { maxLength: 1 }),
      identifiers: fc.array(sample, { maxLength: 3 }),
      postcodes: fc.array(sample, { maxLength: 2 }),
      placeNames: fc.array(sample, { maxLength: 2 }),
      placeDescriptions: fc.array(sample, { maxLength: 2 }),
    });
    const kinds = fc.constantFrom('prose' as const, 'name' as const, 'handle' as const);
    fc.assert(
      fc.property(
        child,
        fc.string({ unit: 'grapheme', maxLength: 60 }),
        kinds,
        (about, text, kind) => {
          const sanitiser = createSanitiser(about, 'parent-or-carer', []);
          const secret = '§secret§';
          const broken = sanitiser.check([{ path: '/text', text: `${secret} ${text}`, kind }]);
          expect(JSON.stringify(broken)).not.toContain('secret');
        },
      ),
      { numRuns: 150 },
    );
  });
});
