import { NORFOLK_FORCE, type EventOverrides, type PoliceEvent, sourceOf } from './messages.ts';

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
