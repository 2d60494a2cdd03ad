import type { NotificationKind } from '../allowed-values.ts';

const createEvent = (kind: NotificationKind, id: string, time: string, data: object) => ({
  specversion: '1.0',
  id,
  source: 'urn:police:E23000024',
  type: `uk.police.missing-child.${kind}.v1`,
  subject: 'NC-2026-004512',
  time,
  datacontenttype: 'application/json',
  data,
});

const reported = createEvent(
  'reported',
  '5b0c8a52-6a7e-4d0e-9a43-2f1f0e6f5c11',
  '2026-11-20T22:41:00Z',
  {
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
    child: {
      givenName: 'Sam',
      familyName: 'Example',
      dateOfBirth: '2011-05-09',
      sex: 'not-known',
      authorityChildId: 'N000123',
    },
    lookedAfter: true,
    responsibleAuthority: 'E10000020',
    hostAuthority: 'E10000020',
    circumstances: 'Did not come back from school.',
  },
);

const updated = createEvent(
  'updated',
  '0f4bd1a6-56f0-4a07-8d53-97a3a3d3f7c2',
  '2026-11-21T00:05:00Z',
  {
    riskLevel: 'high',
    riskFlags: ['cce', 'county-lines'],
    lastSeen: null,
    child: { aliases: ['Sammy'] },
  },
);

const found = createEvent(
  'found',
  'a3d9b8be-3df9-4c0a-8b0c-6a2f7be2f0a3',
  '2026-11-21T05:20:00.250Z',
  {
    foundAt: '2026-11-21T05:10:00Z',
    place: { description: 'Bus stop near the shops', type: 'high-street' },
    foundBy: 'A patrol',
  },
);

const returned = createEvent(
  'returned',
  'd5a0c7f1-90d8-4a0b-9d52-1c3b6f0a7e94',
  '2026-11-21T06:40:00Z',
  {
    returnedAt: '2026-11-21T06:25:00+00:00',
    foundAt: '2026-11-21T05:10:00+00:00',
    returnedTo: { kind: 'care', name: 'Example House', place: { postcode: 'NR7 0AA' } },
    harmDisclosed: false,
    preventionInterview: {
      held: true,
      at: '2026-11-21T06:30:00Z',
      summary: 'Did not wish to say.',
    },
  },
);

const cancelled = createEvent(
  'cancelled',
  '7c1e2d90-4b5f-4f3c-8a2d-5e9f0b1c6d75',
  '2026-11-21T07:15:00Z',
  { reason: 'duplicate', duplicateOf: 'NC-2026-004498', note: 'Recorded twice by two officers.' },
);

export const EXAMPLES = { reported, updated, found, returned, cancelled };

const createReply = (reply: string, data: object) => ({
  specversion: '1.0',
  id: `reply-${reply}-1`,
  source: 'urn:authority-service',
  type: `uk.authority.missing-child.${reply}.v1`,
  subject: 'NC-2026-004512',
  time: '2026-11-20T22:41:01.480Z',
  datacontenttype: 'application/json',
  data: { notificationId: reported.id, ...data },
});

const episodeId = 'ep-4b1f0c9d2e7a8b6c5d3e1f0a9b8c7d6e';

export const REPLY_EXAMPLES = {
  accepted: createReply('accepted', {
    episodeId,
    warnings: [{ code: 'invalid-upn', path: '/data/child/upn' }],
  }),
  duplicate: createReply('duplicate', { episodeId }),
  rejected: createReply('rejected', {
    errors: [
      {
        code: 'offset-required',
        path: '/data/reportedAt',
        message: 'The instant has no offset from UTC, so it is ambiguous.',
      },
    ],
  }),
};
