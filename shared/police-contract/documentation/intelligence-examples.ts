import { GRADED_TYPE } from '../grade-schema.ts';
import { INTELLIGENCE_TYPE } from '../intelligence-event-schema.ts';

const REPORT = 'rep-5d41402abc4b2a76b9719d911017c592';

export const INTELLIGENCE_EXAMPLE = {
  specversion: '1.0',
  id: '9f86d081884c7d659a2feaa0c55ad015',
  source: 'urn:authority-service',
  type: INTELLIGENCE_TYPE,
  subject: REPORT,
  time: '2026-11-18T15:10:00.000Z',
  datacontenttype: 'application/json',
  data: {
    reportId: REPORT,
    authority: 'E10000020',
    submittedAt: '2026-11-18',
    items: [
      {
        number: 1,
        harm: 'child-criminal-exploitation',
        context: 'transport',
        itemClass: 'location',
        provenance: 'saw',
        confidence: 'medium',
        placeType: 'transport-hub',
        place: { name: 'Riverside bus station', postcode: 'NR1 1EF', point: null },
        people: [
          {
            kind: 'person',
            role: 'adult-of-concern',
            nickname: 'Tiny',
            description: 'About 30, grey tracksuit, walks with a limp',
          },
        ],
        transport: null,
        online: null,
        weekday: 'friday',
        timeOfDay: '22:30',
        text: null,
      },
    ],
    text: 'On Friday nights an adult hands telephones to young people at the stands for country buses.',
    handling: { code: 'C', conditions: 'Speak to the authority before anybody acts on it.' },
    grade: null,
  },
};

export const GRADED_EXAMPLE = {
  specversion: '1.0',
  id: 'e4a7b1c2-0f5d-4c83-9d2e-6b1f7a3c9e55',
  source: 'urn:police:E23000024',
  type: GRADED_TYPE,
  subject: REPORT,
  time: '2026-11-20T09:12:00Z',
  datacontenttype: 'application/json',
  data: {
    source: 2,
    information: 'C',
    handling: 'C',
    conditions: 'Not to leave the partnership.',
    gradedAt: '2026-11-20T09:05:00+00:00',
  },
};

const createReply = (reply: string, data: object) => ({
  specversion: '1.0',
  id: `reply-grade-${reply}-1`,
  source: 'urn:authority-service',
  type: `uk.authority.missing-child.${reply}.v1`,
  subject: REPORT,
  time: '2026-11-20T09:12:01.300Z',
  datacontenttype: 'application/json',
  data: { notificationId: GRADED_EXAMPLE.id, ...data },
});

/** The reply to a grade never says which episode the report came from. */
export const GRADE_REPLY_EXAMPLES = {
  accepted: createReply('accepted', { reportId: REPORT, warnings: [] }),
  duplicate: createReply('duplicate', { reportId: REPORT }),
  rejected: createReply('rejected', {
    errors: [
      {
        code: 'unknown-report',
        path: '/subject',
        message: 'The force got no report with this id.',
      },
    ],
  }),
};
