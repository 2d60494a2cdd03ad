import { describe, expect, it } from 'vitest';
import { generateFeed } from '../../../infra/local/demonstration/feed.ts';
import { NORFOLK, type Area } from '../../../infra/local/demonstration/county.ts';
import type {
  ChildFields,
  Notification,
  ReportFields,
} from '../../../shared/police-contract/notification.ts';
import { findPostcodeArea } from '../../../shared/directory/postcode-area.ts';
import { DIRECTORY, readEpisodes, SIX_WEEKS } from './feed-reading.ts';

const EPISODES = readEpisodes([...generateFeed({ seed: 12, ...SIX_WEEKS, childrenPerMonth: 500 })]);

const reportsOf = (notifications: readonly Notification[]): ReportFields[] =>
  notifications.flatMap(({ kind, data }) => (kind === 'reported' ? [data] : []));

const identifiersOf = ({ nhsNumber, upn, policePersonId, authorityChildId }: ChildFields) =>
  [nhsNumber, upn, policePersonId, authorityChildId].map((id) => id ?? '-').join(' ');

const personOf = ({ givenName, familyName, dateOfBirth }: ChildFields): string =>
  [givenName, familyName, dateOfBirth].join(' ');

const CHILDREN = EPISODES.flatMap(reportsOf).flatMap(({ child }) => child ?? []);
const known = CHILDREN.filter(({ policePersonId }) => policePersonId != null);

describe('the children of the demonstration', () => {
  it('are reported with one set of identifiers each, so that order cannot change who they are', () => {
    const setsOf = new Map<string, Set<string>>();
    for (const child of known) {
      const id = child.policePersonId ?? '';
      setsOf.set(id, (setsOf.get(id) ?? new Set()).add(identifiersOf(child)));
    }
    expect(setsOf.size).toBeGreaterThan(400);
    expect([...setsOf.values()].filter((sets) => sets.size > 1)).toEqual([]);
  });

  it('share no identifier with another child', () => {
    const owners = new Map<string, Set<string>>();
    for (const child of known) {
      for (const id of identifiersOf(child)
        .split(' ')
        .filter((part) => part !== '-')) {
        owners.set(id, (owners.get(id) ?? new Set()).add(personOf(child)));
      }
    }
    expect([...owners.values()].filter((persons) => persons.size > 1)).toEqual([]);
  });

  it('are in a few episodes reported without identifiers, and are then a possible match only', () => {
    const unnamed = CHILDREN.filter((child) => identifiersOf(child) === '- - - -');
    expect(unnamed.length).toBeGreaterThan(5);
    const keyOf = (child: ChildFields): string => `${personOf(child)} ${child.homePostcode ?? '-'}`;
    const keys = new Set(known.map(keyOf));
    expect(unnamed.filter((child) => keys.has(keyOf(child))).length).toBeGreaterThan(2);
  });

  it('are reported in the same way throughout an episode', () => {
    for (const notifications of EPISODES) {
      expect(
        new Set(reportsOf(notifications).map(({ child }) => identifiersOf(child ?? {}))).size,
      ).toBeLessThan(2);
    }
  });

  it('are between 9 and 17 when the demonstration begins', () => {
    const births = CHILDREN.map(({ dateOfBirth }) => dateOfBirth ?? '').sort();
    expect((births[0] ?? '') > '2008-10-10').toBe(true);
    expect((births.at(-1) ?? '9999') <= '2017-10-10').toBe(true);
  });

  it('are never reported missing while they are missing, but by a second reference that is cancelled', () => {
    const spans = EPISODES.filter((notifications) =>
      notifications.every(({ kind }) => kind !== 'cancelled'),
    ).flatMap((notifications) => {
      const [report] = reportsOf(notifications);
      const found = notifications.flatMap(({ kind, data }) =>
        kind === 'found' ? [data.foundAt] : [],
      );
      const id = report?.child?.policePersonId ?? null;
      if (id === null || found[0] === undefined) return [];
      return [{ id, from: report?.reportedAt ?? '', to: found[0] }];
    });
    const overlapping = spans.filter((one) =>
      spans.some((other) => other.id === one.id && other.from > one.from && other.from < one.to),
    );
    expect(spans.length).toBeGreaterThan(500);
    expect(overlapping).toEqual([]);
  });

  it('are sometimes placed away from the authority that is responsible, both ways', () => {
    const pairs = EPISODES.flatMap(([first]) =>
      first?.kind === 'reported'
        ? [`${first.force} ${first.data.responsibleAuthority} ${first.data.hostAuthority}`]
        : [],
    );
    expect(pairs).toContain('E23000024 E09000031 E10000020');
    expect(pairs).toContain('E23000039 E10000020 E06000059');
  });
});

describe('the areas of the demonstration', () => {
  const areas: Area[] = [NORFOLK, ...NORFOLK.exchanges];

  it.each(areas)(
    'lie with each postcode in a locality of $authority',
    ({ authority, districts }) => {
      for (const district of Object.keys(districts)) {
        const postcode = `${district} 9AA`;
        expect([postcode, findPostcodeArea(DIRECTORY, postcode)?.authority]).toEqual([
          postcode,
          authority,
        ]);
      }
    },
  );

  it.each(areas)('are served by $force', ({ authority, force }) => {
    const served = DIRECTORY.forces.find(({ code }) => code === force)?.authorities;
    expect(served).toContain(authority);
  });

  it('of Norfolk reach every one of its localities', () => {
    const norfolk = DIRECTORY.authorities.find(({ code }) => code === NORFOLK.authority);
    const reached = new Set(
      Object.keys(NORFOLK.districts).map(
        (district) => findPostcodeArea(DIRECTORY, `${district} 9AA`)?.locality,
      ),
    );
    expect(norfolk?.localities.filter(({ id }) => !reached.has(id))).toEqual([]);
  });
});
