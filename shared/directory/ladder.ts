import type { StaffRole } from './person.ts';

/** What a level may be counted from; any other word is the level of the same ladder it climbs from. */
export const LADDER_CLOCKS = ['found', 'opening', 'return', 'due'] as const;

/** What must be so at the level's instant for it to be raised. An outcome ends them all. */
export const LADDER_CONDITIONS = [
  'return-unconfirmed',
  'unallocated',
  'no-attempt',
  'no-outcome',
  'unacknowledged',
] as const;
export type LadderCondition = (typeof LADDER_CONDITIONS)[number];

/** One level of an authority's escalation ladder. */
export interface LadderLevel {
  /** Kebab-case, unique in the ladder. */
  readonly level: string;
  /** One of the clocks, or the level before it. */
  readonly from: string;
  /** Elapsed hours after `from`; negative before. */
  readonly afterHours: number;
  readonly when: LadderCondition;
  readonly to: readonly StaffRole[];
  readonly mustAcknowledge: boolean;
  /** Acknowledging any of these levels keeps this one from being raised. */
  readonly stoppedBy: readonly string[];
}

export type Ladder = readonly LadderLevel[];

/** Whether a level is about a task that is late already: counted from past due on, or climbed from there. */
export const isPastDue = ({ from, afterHours }: LadderLevel, ladder: Ladder): boolean => {
  if (from === 'due') return afterHours >= 0;
  const before = ladder.find(({ level }) => level === from);
  return before !== undefined && isPastDue(before, ladder);
};

/**
 * The ladder of an authority that has configured none. Acknowledging a breach, or a level that
 * climbed from it, stops the climb (docs/adr/0012-what-an-acknowledgement-stops.md).
 */
export const DEFAULT_LADDER: Ladder = [
  {
    level: 'return-unconfirmed',
    from: 'found',
    afterHours: 4,
    when: 'return-unconfirmed',
    to: ['practitioner'],
    mustAcknowledge: false,
    stoppedBy: [],
  },
  {
    level: 'return-unconfirmed-24h',
    from: 'found',
    afterHours: 24,
    when: 'return-unconfirmed',
    to: ['team-manager'],
    mustAcknowledge: false,
    stoppedBy: [],
  },
  {
    level: 'unallocated',
    from: 'opening',
    afterHours: 1,
    when: 'unallocated',
    to: ['team-manager'],
    mustAcknowledge: false,
    stoppedBy: [],
  },
  {
    level: 'no-attempt',
    from: 'return',
    afterHours: 24,
    when: 'no-attempt',
    to: ['practitioner', 'team-manager'],
    mustAcknowledge: false,
    stoppedBy: [],
  },
  {
    level: 'due-soon',
    from: 'due',
    afterHours: -4,
    when: 'no-outcome',
    to: ['practitioner', 'team-manager'],
    mustAcknowledge: false,
    stoppedBy: [],
  },
  {
    level: 'breach',
    from: 'due',
    afterHours: 0,
    when: 'no-outcome',
    to: ['team-manager'],
    mustAcknowledge: true,
    stoppedBy: [],
  },
  {
    level: 'breach-unacknowledged',
    from: 'breach',
    afterHours: 12,
    when: 'unacknowledged',
    to: ['head-of-service'],
    mustAcknowledge: true,
    stoppedBy: [],
  },
  {
    level: 'breach-48h',
    from: 'due',
    afterHours: 48,
    when: 'no-outcome',
    to: ['head-of-service'],
    mustAcknowledge: false,
    stoppedBy: ['breach', 'breach-unacknowledged'],
  },
  {
    level: 'breach-5d',
    from: 'due',
    afterHours: 120,
    when: 'no-outcome',
    to: ['director'],
    mustAcknowledge: false,
    stoppedBy: ['breach', 'breach-unacknowledged'],
  },
];
