import { describe, expect, it } from 'vitest';
import { collectIdentifyingDetails } from '../../../shared/police-reports/sanitise/identifying.ts';
import {
  buildCancelledFact,
  buildFoundFact,
  buildReportedFact,
  buildReturnedFact,
  buildUpdatedFact,
} from '../../support/facts.ts';

const child = { givenName: 'Sam', familyName: 'Example', dateOfBirth: '2011-05-09' };

describe('what identifies a child', () => {
  it('is what any notification reported, also what was corrected since', () => {
    const { names, fullNames, birthDates } = collectIdentifyingDetails(
      [
        buildReportedFact({ child: { ...child, aliases: ['Sammy'] } }),
        buildUpdatedFact({
          child: { givenName: 'Samir', aliases: null, dateOfBirth: '2011-09-05' },
        }),
      ],
      [],
    );
    expect(names).toEqual(['Sam', 'Samir', 'Example', 'Sammy']);
    expect(fullNames).toEqual(['Sam Example', 'Samir Example']);
    expect(birthDates).toEqual(['2011-05-09', '2011-09-05']);
  });

  it('is every number of the child, every reference of its episodes, and every id of ours', () => {
    const ids = { nhsNumber: '9434765870', upn: 'B801200005001', policePersonId: 'PP1' };
    const { identifiers } = collectIdentifyingDetails(
      [
        buildReportedFact({ child: { ...child, ...ids, authorityChildId: 'N1' } }, { id: 'n-1' }),
        buildCancelledFact({ duplicateOf: 'NC-9' }, { id: 'n-2', reference: 'NC-8' }),
      ],
      ['ch-1', 'ep-1', 'rhi-1'],
    );
    expect(new Set(identifiers)).toEqual(
      new Set([
        ...['9434765870', 'B801200005001', 'PP1', 'N1', 'n-1', 'n-2'],
        ...['NC-2026-000001', 'NC-8', 'NC-9', 'ch-1', 'ep-1', 'rhi-1'],
      ]),
    );
  });

  it('is where the child lives, is cared for or goes to school, and where it came back to', () => {
    const details = collectIdentifyingDetails(
      [
        buildReportedFact({
          child: { ...child, homePostcode: 'NR3 1AU' },
          missingFrom: {
            kind: 'school',
            name: 'Hellesdon High School',
            urn: '136271',
            place: { postcode: 'NR6 5SB', description: 'Middletons Lane' },
          },
        }),
        buildReturnedFact({
          returnedTo: { kind: 'care', name: 'Oakdale', place: { postcode: 'NR7 0AA' } },
        }),
        buildReturnedFact({ returnedTo: { place: { postcode: 'NR2 4AA' } } }, { id: 'again' }),
      ],
      [],
    );
    expect(details.postcodes).toEqual(['NR3 1AU', 'NR6 5SB', 'NR7 0AA', 'NR2 4AA']);
    expect(details.placeNames).toEqual(['Hellesdon High School', 'Oakdale']);
    expect(details.placeDescriptions).toEqual(['Middletons Lane']);
    expect(details.identifiers).toContain('136271');
  });

  it('is the ward that a child was missing from', () => {
    const ward = { kind: 'health', name: 'Larch Ward' } as const;
    expect(
      collectIdentifyingDetails([buildReportedFact({ missingFrom: ward })], []).placeNames,
    ).toEqual(['Larch Ward']);
  });

  it('is not another place: where it was last seen, was found, or was missing from otherwise', () => {
    const place = { postcode: 'NR1 1EF', description: 'Riverside bus station' };
    const details = collectIdentifyingDetails(
      [
        buildReportedFact({
          missingFrom: { kind: 'other', name: 'Riverside', place },
          lastSeen: { place },
        }),
        buildFoundFact({ place }),
      ],
      [],
    );
    expect([details.postcodes, details.placeNames, details.placeDescriptions]).toEqual([
      [],
      [],
      [],
    ]);
  });
});
