import { foldOnlyEpisode } from '../../support/ids.ts';
import { describe, expect, it } from 'vitest';
import type { ReportFields } from '../../../shared/police-contract/notification.ts';
import { DIRECTORY } from '../../support/directory.ts';
import { buildReportedFact } from '../../support/facts.ts';

const CHILD = { givenName: 'Sam', familyName: 'Example', dateOfBirth: '2011-05-09' };
const SOMEWHERE = { kind: 'other', place: { description: 'A field' } } as const;

const { responsibleAuthority, ...UNSTATED } = buildReportedFact().data as ReportFields;

const episodeOf = (data: Partial<ReportFields>, force = 'E23000039') =>
  foldOnlyEpisode(
    [{ ...buildReportedFact({}, { force }), kind: 'reported', data: { ...UNSTATED, ...data } }],
    DIRECTORY,
  );

describe('the responsible authority', () => {
  it('is the one that police state', () => {
    const episode = episodeOf({
      responsibleAuthority: 'E06000058',
      child: { ...CHILD, homePostcode: 'DT1 1AA' },
    });
    expect(episode.responsibleAuthority).toBe('E06000058');
    expect(episode.responsibleAuthorityBasis).toBe('stated');
  });

  it('else is where the child lives', () => {
    const episode = episodeOf({ child: { ...CHILD, homePostcode: 'BH1 1AA' } });
    expect(episode).toMatchObject({
      responsibleAuthority: 'E06000058',
      responsibleAuthorityBasis: 'home-postcode',
    });
  });

  it('else is where the child was missing from', () => {
    const missingFrom = { kind: 'school', place: { postcode: 'BH1 2BB' } } as const;
    expect(episodeOf({ missingFrom })).toMatchObject({
      responsibleAuthority: 'E06000058',
      responsibleAuthorityBasis: 'missing-from',
    });
  });

  it('else is the default of the force, flagged for a person', () => {
    const episode = episodeOf({ missingFrom: SOMEWHERE });
    expect(episode.responsibleAuthority).toBe('E06000059');
    expect(episode.flags).toContain('authority-assumed');
  });

  it('is looked for further when the stated code is unknown, which is flagged and no loss', () => {
    const episode = episodeOf({
      responsibleAuthority: 'E10000099',
      child: { ...CHILD, homePostcode: 'BH1 1AA' },
    });
    expect(episode.responsibleAuthority).toBe('E06000058');
    expect(episode.flags).toContain('unknown-authority');
    expect(episode.flags).not.toContain('authority-assumed');
  });
});

describe('the host authority', () => {
  it('is where the child was missing from, when that is another one', () => {
    const episode = episodeOf({
      responsibleAuthority: 'E06000058',
      missingFrom: { kind: 'care', place: { postcode: 'NR7 0AA' } },
    });
    expect(episode).toMatchObject({
      responsibleAuthority: 'E06000058',
      hostAuthority: 'E10000020',
      placeLocality: 'broadland',
    });
  });

  it('is the responsible one when the place does not determine it', () => {
    expect(episodeOf({ missingFrom: SOMEWHERE }).hostAuthority).toBe('E06000059');
  });
});

describe('the locality', () => {
  const norfolk = (data: Partial<ReportFields>) => episodeOf(data, 'E23000024');

  it('and the team come from the home postcode', () => {
    const episode = norfolk({
      child: { ...CHILD, homePostcode: 'NR7 0AA' },
      missingFrom: { kind: 'school', place: { postcode: 'NR1 1EF' } },
    });
    expect(episode).toMatchObject({ locality: 'broadland', placeLocality: 'norwich' });
  });

  it('is the more exact one where a sector lies inside a district', () => {
    expect(norfolk({ child: { ...CHILD, homePostcode: 'NR1 4DD' } }).locality).toBe('broadland');
    expect(norfolk({ child: { ...CHILD, homePostcode: 'NR1 3DD' } }).locality).toBe('norwich');
  });

  it('is that of the home or care setting the child was missing from, when no home is given', () => {
    const missingFrom = { kind: 'care', place: { postcode: 'NR7 0AA' } } as const;
    expect(norfolk({ missingFrom }).locality).toBe('broadland');
  });

  it('is not that of a school or a shop', () => {
    const missingFrom = { kind: 'school', place: { postcode: 'NR7 0AA' } } as const;
    const episode = norfolk({ missingFrom });
    expect(episode.locality).toBeNull();
    expect(episode.flags).toContain('locality-unknown');
  });

  it('is never that of an authority that does not own the task', () => {
    const episode = norfolk({
      responsibleAuthority: 'E10000020',
      child: { ...CHILD, homePostcode: 'DT1 1AA' },
    });
    expect(episode).toMatchObject({ locality: null, responsibleAuthority: 'E10000020' });
  });
});

describe('whose child it is, stated or not', () => {
  const HOME = { kind: 'home', place: { postcode: 'NR7 0AA' } } as const;
  const CARE = { kind: 'care', place: { postcode: 'NR7 0AA' } } as const;
  const OURS = 'E06000058';
  const NOT_OURS = 'E08000999';
  /** Authority stated (ours, not ours, not stated), looked after, missing from; then whether a person must look. */
  const CASES = [
    [OURS, true, CARE, false],
    [OURS, true, HOME, false],
    [OURS, false, CARE, false],
    [OURS, false, HOME, false],
    [OURS, null, CARE, false],
    [OURS, null, HOME, false],
    [NOT_OURS, true, CARE, true],
    [NOT_OURS, true, HOME, true],
    [NOT_OURS, false, CARE, false],
    [NOT_OURS, false, HOME, false],
    [NOT_OURS, null, CARE, true],
    [null, true, CARE, true],
    [null, true, HOME, true],
    [null, false, CARE, false],
    [null, false, HOME, false],
    [null, null, CARE, true],
  ] as const;

  it.each(CASES)(
    'stated %s, looked after %s, missing from %o: assumed %s',
    (stated, lookedAfter, from, assumed) => {
      const { flags, responsibleAuthorityBasis } = episodeOf({
        missingFrom: from,
        ...(stated === null ? {} : { responsibleAuthority: stated }),
        ...(lookedAfter === null ? {} : { lookedAfter }),
      });
      expect(flags.includes('authority-assumed')).toBe(assumed);
      if (stated === OURS) expect(responsibleAuthorityBasis).toBe('stated');
      expect(flags.includes('unknown-authority')).toBe(stated === NOT_OURS);
    },
  );
});

describe('where the child lives', () => {
  const norfolk = (data: Partial<ReportFields>) =>
    episodeOf({ responsibleAuthority: 'E10000020', ...data }, 'E23000024').placementGroup;

  it('is what police tell of the placement', () => {
    expect(norfolk({ placement: { kind: 'home' } })).toBe('home');
    const place = (postcode: string) => ({ kind: 'foster-care', place: { postcode } }) as const;
    expect(norfolk({ placement: place('NR7 0AA') })).toBe('care-in-area');
    expect(norfolk({ placement: place('BH1 1AA') })).toBe('care-out-of-area');
  });

  it('else is the care setting that the child was missing from', () => {
    const missingFrom = { kind: 'care', place: { postcode: 'NR7 0AA' } } as const;
    expect(norfolk({ missingFrom })).toBe('care-in-area');
  });

  it('is not known of a child who may be looked after, and never guessed', () => {
    expect(norfolk({ lookedAfter: true })).toBeNull();
    expect(norfolk({ placement: { kind: 'foster-care' } })).toBeNull();
  });
});
