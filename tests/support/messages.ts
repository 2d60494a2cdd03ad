import { toInstant } from '../../shared/kernel/instant.ts';
import type { Instant } from '../../shared/kernel/instant.ts';

/** A message as a force builds it; members are `unknown` so that a test may put anything there. */
export interface PoliceEvent {
  readonly [attribute: string]: unknown;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What a test wants otherwise: attributes of the envelope, and members of `data` one by one. `undefined` leaves one out. */
export interface EventOverrides {
  readonly [attribute: string]: unknown;
  readonly data?: Readonly<Record<string, unknown>>;
}

/** Norfolk Constabulary and Norfolk, of whom the default messages are. */
export const NORFOLK_FORCE = 'E23000024';
export const DORSET_FORCE = 'E23000039';
export const NORFOLK = 'E10000020';
export const DORSET = 'E06000059';

/** The receiver's time in tests: after all default messages. */
export const RECEIVED_AT: Instant = toInstant(Date.parse('2026-11-21T09:00:00Z'));

/** The parser's context in tests: two forces, five authorities. */
export const PARSE_CONTEXT = {
  now: RECEIVED_AT,
  forces: new Set([NORFOLK_FORCE, DORSET_FORCE]),
  authorities: new Set([NORFOLK, DORSET, 'E06000058', 'E08000034', 'E09000031']),
  placeholders: new Set(['unknown', 'na', 'notknown', 'none', 'tbc']),
};

/** The `source` of a force, given its GSS code. */
export const sourceOf = (force: string): string => `urn:police:${force}`;

/** The child of the default messages; spread it to change one member. */
export const CHILD = {
  givenName: 'Sam',
  familyName: 'Example',
  dateOfBirth: '2011-05-09',
  sex: 'not-known',
  homePostcode: 'NR3 1AU',
  authorityChildId: 'N000123',
} as const;

const build = (
  kind: string,
  time: string,
  data: Readonly<Record<string, unknown>>,
  overrides: EventOverrides,
): PoliceEvent => ({
  specversion: '1.0',
  id: `notification-${kind}`,
  source: sourceOf(NORFOLK_FORCE),
  type: `uk.police.missing-child.${kind}.v1`,
  subject: 'NC-2026-004512',
  time,
  datacontenttype: 'application/json',
  ...overrides,
  data: { ...data, ...overrides.data },
});

const REPORTED_DATA = {
  reportedAt: '2026-11-20T22:30:00+00:00',
  category: 'missing',
  riskLevel: 'medium',
  riskFlags: ['cce'],
  lastSeen: {
    at: '2026-11-20T20:15:00+00:00',
    place: { description: 'Riverside bus station', postcode: 'NR1 1EF', type: 'transport-hub' },
  },
  missingFrom: {
    kind: 'care',
    name: 'Example House',
    urn: 'SC000000',
    place: { postcode: 'NR7 0AA' },
  },
  child: CHILD,
  lookedAfter: true,
  responsibleAuthority: NORFOLK,
  hostAuthority: NORFOLK,
  circumstances: 'Did not come back from school.',
  officer: { name: 'PC Example', contact: '01632 960123' },
};

/** Reported on 20 November 2026 at 22:30, recorded at 22:41. */
export const buildReported = (overrides: EventOverrides = {}): PoliceEvent =>
  build('reported', '2026-11-20T22:41:00Z', REPORTED_DATA, overrides);

/** An update at 23:55 that raises the risk level. */
export const buildUpdated = (overrides: EventOverrides = {}): PoliceEvent =>
  build('updated', '2026-11-20T23:55:00Z', { riskLevel: 'high' }, overrides);

/** Found on 21 November 2026 at 05:10. */
export const buildFound = (overrides: EventOverrides = {}): PoliceEvent =>
  build(
    'found',
    '2026-11-21T05:20:00Z',
    { foundAt: '2026-11-21T05:10:00Z', place: { postcode: 'NR2 1NH' }, foundBy: 'A patrol' },
    overrides,
  );

/** Returned on 21 November 2026 at 06:25. */
export const buildReturned = (overrides: EventOverrides = {}): PoliceEvent =>
  build(
    'returned',
    '2026-11-21T06:40:00Z',
    { returnedAt: '2026-11-21T06:25:00Z', returnedTo: { kind: 'care', name: 'Example House' } },
    overrides,
  );

/** Cancelled at 07:15 because it was reported in error. */
export const buildCancelled = (overrides: EventOverrides = {}): PoliceEvent =>
  build('cancelled', '2026-11-21T07:15:00Z', { reason: 'reported-in-error' }, overrides);

/** The text of an SQS message. */
export const bodyOf = (event: unknown): string => JSON.stringify(event);

/** The id of a report that a test says nothing of. */
export const REPORT_ID = 'rep-5d41402abc4b2a76b9719d911017c592';

/** A grade of Norfolk Constabulary, recorded on 21 November 2026 at 08:00. */
export const buildGraded = ({ data, ...overrides }: EventOverrides = {}): PoliceEvent => ({
  specversion: '1.0',
  id: 'grade-1',
  source: sourceOf(NORFOLK_FORCE),
  type: 'uk.police.missing-child.intelligence-graded.v1',
  subject: REPORT_ID,
  time: '2026-11-21T08:00:00Z',
  datacontenttype: 'application/json',
  ...overrides,
  data: { source: 2, information: 'C', handling: 'P', ...data },
});
