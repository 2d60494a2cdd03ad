import { describe, expect, it } from 'vitest';
import {
  buildFound,
  buildReported,
  buildReturned,
  buildUpdated,
  CHILD,
} from '../../support/messages.ts';
import { parseData, listErrors, parseUsable } from '../../support/parsed.ts';

/** Warnings of a report with one member changed, and whether the member is still there. */
const reportWith = (member: string, value: unknown) => {
  const { notification, warnings } = parseUsable(buildReported({ data: { [member]: value } }));
  return { data: notification.data, warnings };
};

const childWith = (member: string, value: unknown) =>
  parseUsable(buildReported({ data: { child: { ...CHILD, [member]: value } } }));

describe('an optional member that cannot be used', () => {
  it.each([
    ['lookedAfter', 'yes'],
    ['responsibleAuthority', 'Norfolk'],
    ['hostAuthority', 'E1000002'],
    ['circumstances', 'x'.repeat(4001)],
    ['circumstances', ''],
    ['riskFlags', 'cce'],
    ['lastSeen', []],
    ['officer', 'PC Example'],
    ['lookedAfter', null],
    ['officer', null],
  ])('is ignored with a warning, and the child is not left unnoticed: %s', (member, value) => {
    const { data, warnings } = reportWith(member, value);
    expect(warnings).toEqual([`invalid-value /data/${member}`]);
    expect(data).not.toHaveProperty(member);
    expect(data).toMatchObject({ child: { givenName: 'Sam' } });
  });

  it.each([
    ['homePostcode', 'NR1', 'invalid-value'],
    ['sex', 'F', 'invalid-value'],
    ['ethnicity', 'White British', 'invalid-value'],
    ['nhsNumber', '9434765871', 'invalid-nhs-number'],
    ['nhsNumber', 9434765870, 'invalid-value'],
    ['upn', 'A801200005001', 'invalid-upn'],
    ['policePersonId', 'P'.repeat(101), 'invalid-value'],
    ['policePersonId', 'UNKNOWN', 'placeholder'],
    ['authorityChildId', 'N/A', 'placeholder'],
    ['authorityChildId', 'A0000', 'placeholder'],
    ['policePersonId', '----', 'placeholder'],
    ['policePersonId', 'xxxx', 'placeholder'],
    ['nhsNumber', '999 999 9999', 'placeholder'],
    ['upn', 'A000000000000', 'placeholder'],
    ['aliases', 'Sammy', 'invalid-value'],
  ])('of the child is ignored alone: %s', (member, value, code) => {
    const { notification, warnings } = childWith(member, value);
    expect(warnings).toEqual([`${code} /data/child/${member}`]);
    expect(notification.data).not.toHaveProperty(`child.${member}`);
    expect(notification.data).toMatchObject({ child: { familyName: 'Example' } });
  });

  it('is as small as one entry of a list', () => {
    const { data, warnings } = reportWith('riskFlags', ['cce', 'unheard-of', 'gangs', 7]);
    expect(data).toMatchObject({ riskFlags: ['cce', 'gangs'] });
    expect(warnings).toEqual([
      'invalid-value /data/riskFlags/1',
      'invalid-value /data/riskFlags/3',
    ]);
  });

  it('ignores a list of which nothing is left, so that it clears nothing', () => {
    const { data, warnings } = reportWith('riskFlags', ['unheard-of']);
    expect(data).not.toHaveProperty('riskFlags');
    expect(warnings).toEqual(['invalid-value /data/riskFlags/0']);
    expect(reportWith('riskFlags', []).data).toMatchObject({ riskFlags: [] });
  });

  it('is what a list has beyond its length', () => {
    const aliases = Array.from({ length: 21 }, (_, index) => `Alias ${index}`);
    const { notification, warnings } = childWith('aliases', aliases);
    expect(notification.data).toMatchObject({ child: { aliases: aliases.slice(0, 20) } });
    expect(warnings).toEqual(['invalid-value /data/child/aliases']);
  });

  it('is as small as the postcode of a place', () => {
    const place = { description: 'Bus station', postcode: 'NR1 1E', type: 'bus' };
    const { data, warnings } = reportWith('lastSeen', { at: '2026-11-20T20:15:00Z', place });
    expect(data).toMatchObject({
      lastSeen: { at: '2026-11-20T20:15:00.000Z', place: { description: 'Bus station' } },
    });
    expect(warnings).toEqual([
      'invalid-value /data/lastSeen/place/postcode',
      'invalid-value /data/lastSeen/place/type',
    ]);
  });

  it('ignores an object of which nothing is left', () => {
    const { data, warnings } = reportWith('lastSeen', { place: { postcode: 'NR1 1E' } });
    expect(data).not.toHaveProperty('lastSeen');
    expect(warnings).toEqual(['invalid-value /data/lastSeen/place/postcode']);
  });

  it('is the whole object when its own required member is missing', () => {
    const message = buildReturned({ data: { preventionInterview: { summary: 'Spoke.' } } });
    expect(parseData(message)).not.toHaveProperty('preventionInterview');
    expect(parseUsable(message).warnings).toEqual([
      'missing-member /data/preventionInterview/held',
    ]);
  });

  it('is an instant without its offset', () => {
    const { warnings } = reportWith('lastSeen', { at: '2026-10-25T01:30:00' });
    expect(warnings).toEqual(['offset-required /data/lastSeen/at']);
  });

  it('is an instant in the future', () => {
    const message = buildReturned({ data: { foundAt: '2026-11-21T09:05:00.001Z' } });
    expect(parseUsable(message).warnings).toEqual(['in-the-future /data/foundAt']);
    expect(parseData(message)).not.toHaveProperty('foundAt');
  });

  it('is a content type that is not JSON', () => {
    const { warnings } = parseUsable(buildFound({ datacontenttype: 'text/xml' }));
    expect(warnings).toEqual(['invalid-value /datacontenttype']);
  });
});

describe('in an updated', () => {
  it('every member is optional, also those that a report requires', () => {
    const data = { reportedAt: '2026-11-20T22:30:00', category: 'lost', riskLevel: 3 };
    const { notification, warnings } = parseUsable(buildUpdated({ data }));
    expect(notification.data).toEqual({});
    expect(warnings).toEqual([
      'invalid-value /data/category',
      'offset-required /data/reportedAt',
      'invalid-value /data/riskLevel',
    ]);
  });

  it('an unusable missingFrom is ignored whole, because it would be replaced whole', () => {
    const { notification, warnings } = parseUsable(
      buildUpdated({ data: { missingFrom: { kind: 'castle', name: 'Example House' } } }),
    );
    expect(notification.data).not.toHaveProperty('missingFrom');
    expect(warnings).toEqual(['invalid-value /data/missingFrom/kind']);
  });

  it('each field of the child is ignored alone', () => {
    const child = { givenName: '', familyName: 'Sample', dateOfBirth: '2011-02-30' };
    const { notification, warnings } = parseUsable(buildUpdated({ data: { child } }));
    expect(notification.data).toMatchObject({ child: { familyName: 'Sample' } });
    expect(notification.data).not.toHaveProperty('child.givenName');
    expect(warnings).toEqual([
      'invalid-value /data/child/dateOfBirth',
      'invalid-value /data/child/givenName',
    ]);
  });

  it('null inside a nested object clears nothing: it is a value that cannot be used', () => {
    const { warnings } = parseUsable(buildUpdated({ data: { lastSeen: { at: null } } }));
    expect(warnings).toEqual(['invalid-value /data/lastSeen/at']);
  });
});

describe('what is not in the contract', () => {
  it('is ignored with a warning, at every level', () => {
    const message = buildReported({
      traceparent: '00-01',
      data: {
        mood: 'x',
        child: { ...CHILD, shoeSize: 5 },
        lastSeen: { place: { what3words: 'x' } },
      },
    });
    expect(parseUsable(message).warnings).toEqual([
      'unknown-member /data/child/shoeSize',
      'unknown-member /data/lastSeen/place/what3words',
      'unknown-member /data/mood',
      'unknown-member /traceparent',
    ]);
  });

  it('is not named when its name could carry a value', () => {
    const message = buildReported({ data: { 'Sam Example, 9 May': 1, ['x'.repeat(65)]: 2, ü: 3 } });
    expect(parseUsable(message).warnings).toEqual(['unknown-member /data']);
  });

  it('never crowds out a warning that matters, however much there is of it', () => {
    const noise = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`a${index}`, 1]));
    const { warnings } = parseUsable(buildReported({ data: { ...noise, lookedAfter: 'yes' } }));
    expect(warnings).toHaveLength(100);
    expect(warnings).toContain('invalid-value /data/lookedAfter');
  });
});

describe('an authority', () => {
  it('that is not ours is kept with a warning, for a person to look at', () => {
    const { data, warnings } = reportWith('responsibleAuthority', 'E10000099');
    expect(data).toMatchObject({ responsibleAuthority: 'E10000099' });
    expect(warnings).toEqual(['unknown-authority /data/responsibleAuthority']);
  });

  it('of Wales or Scotland has a GSS code too', () => {
    expect(reportWith('hostAuthority', 'W06000015').warnings).toEqual([
      'unknown-authority /data/hostAuthority',
    ]);
  });
});

describe('a required member that cannot be used', () => {
  it.each([
    ['reportedAt', '2026-11-20T22:30:00', 'offset-required'],
    ['reportedAt', '2026-02-30T22:30:00Z', 'invalid-value'],
    ['reportedAt', '2026-11-21T09:05:01Z', 'in-the-future'],
    ['reportedAt', null, 'invalid-value'],
    ['category', 'lost', 'invalid-value'],
    ['riskLevel', 'HIGH', 'invalid-value'],
    ['missingFrom', 'home', 'invalid-value'],
    ['child', [CHILD], 'invalid-value'],
    ['child', undefined, 'missing-member'],
    ['category', undefined, 'missing-member'],
  ])('rejects the report: %s', (member, value, code) => {
    expect(listErrors(buildReported({ data: { [member]: value } }))).toEqual([
      `${code} /data/${member}`,
    ]);
  });

  it.each(['1989-12-31', '2026-11-22', '2011-02-29', '09/05/2011', ''])(
    'is no date of birth that no child of ours has: the child is taken without it: %j',
    (dateOfBirth) => {
      const message = buildReported({ data: { child: { ...CHILD, dateOfBirth } } });
      const { warnings, notification } = parseUsable(message);
      expect(warnings).toEqual(['invalid-value /data/child/dateOfBirth']);
      expect(notification.data).not.toHaveProperty('child.dateOfBirth');
    },
  );

  it('of found is when the child was found', () => {
    expect(listErrors(buildFound({ data: { foundAt: undefined } }))).toEqual([
      'missing-member /data/foundAt',
    ]);
  });
});
