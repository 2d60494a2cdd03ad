import { type Ladder, ladderSchema, missingLadderSchema } from './ladder.ts';

/**
 * The ladder of an authority that has not configured its own. While the return is not confirmed it reminds every day and
 * every week. Acknowledging a breach, or a level that follows from it, holds back the levels above until the end of the
 * planned day (docs/adr/0012-what-an-acknowledgement-stops.md, docs/adr/0040-a-plan-ends.md).
 */
export const DEFAULT_LADDER: Ladder = ladderSchema.parse([
  {
    level: 'return-unconfirmed',
    from: 'found',
    afterHours: 4,
    repeatEveryHours: 24,
    when: 'return-unconfirmed',
    to: ['practitioner'],
    stoppedBy: ['return-unconfirmed-48h'],
  },
  {
    level: 'return-unconfirmed-24h',
    from: 'found',
    afterHours: 24,
    when: 'return-unconfirmed',
    to: ['team-manager'],
  },
  {
    level: 'return-unconfirmed-48h',
    from: 'found',
    afterHours: 48,
    repeatEveryHours: 7 * 24,
    when: 'return-unconfirmed',
    to: ['team-manager'],
    mustAcknowledge: true,
    stoppedBy: ['return-unconfirmed-48h'],
  },
  {
    level: 'unallocated',
    from: 'opening',
    afterHours: 1,
    when: 'unallocated',
    to: ['team-manager'],
  },
  {
    level: 'no-attempt',
    from: 'return',
    afterHours: 24,
    when: 'no-attempt',
    to: ['practitioner', 'team-manager'],
  },
  {
    level: 'appointment-unrecorded',
    from: 'appointment',
    afterHours: 2,
    when: 'appointment-unrecorded',
    to: ['practitioner'],
  },
  {
    // In the night, so that the manager reads it when quiet hours end.
    level: 'appointment-unrecorded-14h',
    from: 'appointment',
    afterHours: 14,
    when: 'appointment-unrecorded',
    to: ['team-manager'],
  },
  {
    level: 'due-soon',
    from: 'due',
    afterHours: -4,
    when: 'no-outcome',
    to: ['practitioner', 'team-manager'],
  },
  {
    level: 'breach',
    from: 'due',
    afterHours: 0,
    when: 'no-outcome',
    to: ['team-manager'],
    mustAcknowledge: true,
  },
  {
    level: 'breach-unacknowledged',
    from: 'breach',
    afterHours: 12,
    when: 'unacknowledged',
    to: ['head-of-service'],
    mustAcknowledge: true,
  },
  {
    level: 'breach-48h',
    from: 'due',
    afterHours: 48,
    when: 'no-outcome',
    to: ['head-of-service'],
    stoppedBy: ['breach', 'breach-unacknowledged', 'plan-passed'],
  },
  {
    level: 'breach-5d',
    from: 'due',
    afterHours: 120,
    when: 'no-outcome',
    to: ['director'],
    stoppedBy: ['breach', 'breach-unacknowledged', 'plan-passed'],
  },
  {
    level: 'plan-passed',
    from: 'plan',
    afterHours: 0,
    when: 'no-outcome',
    to: ['whoever-acknowledged', 'role-above'],
    mustAcknowledge: true,
  },
]);

/**
 * The ladder of a child who is missing, of an authority that has not configured its own: examples, since no guidance gives
 * hours. Nobody's plan keeps the levels above from hearing that a child is still missing.
 */
export const DEFAULT_MISSING_LADDER: Ladder = missingLadderSchema.parse([
  {
    level: 'missing-at-once',
    from: 'report',
    afterHours: 0,
    when: 'still-missing',
    onlyFor: { youngerThan: 13, riskLevels: ['high'] },
    to: ['team-manager'],
    mustAcknowledge: true,
  },
  {
    level: 'missing-24h',
    from: 'report',
    afterHours: 24,
    when: 'still-missing',
    to: ['team-manager'],
    mustAcknowledge: true,
    stoppedBy: ['missing-at-once'],
  },
  {
    level: 'missing-72h',
    from: 'report',
    afterHours: 72,
    when: 'still-missing',
    to: ['head-of-service'],
    mustAcknowledge: true,
  },
  {
    level: 'missing-7d',
    from: 'report',
    afterHours: 7 * 24,
    repeatEveryHours: 7 * 24,
    when: 'still-missing',
    to: ['director'],
    mustAcknowledge: true,
    stoppedBy: ['missing-7d'],
  },
  {
    level: 'missing-plan-passed',
    from: 'plan',
    afterHours: 0,
    when: 'still-missing',
    to: ['whoever-acknowledged', 'role-above'],
    mustAcknowledge: true,
  },
]);
