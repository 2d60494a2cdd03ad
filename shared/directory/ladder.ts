import * as z from 'zod';
import { type ConfigurationProblem, idSchema } from '../kernel/configuration-fields.ts';
import { STAFF_ROLES } from './staff.ts';

/** `plan`: the end of a day that somebody planned when they acknowledged a level. */
export const LADDER_CLOCKS = ['found', 'opening', 'return', 'due', 'plan'] as const;

/** What must be true at the level's time for it to be raised. Once an outcome is recorded, no level is raised. */
export const LADDER_CONDITIONS = [
  'return-unconfirmed',
  'unallocated',
  'no-attempt',
  'no-outcome',
  'unacknowledged',
] as const;

/** Of a level that counts from a plan: the person whose plan it was, and the role above theirs. */
const PLAN_RECIPIENTS = ['whoever-acknowledged', 'role-above'] as const;

export const LADDER_RECIPIENTS = [...STAFF_ROLES, ...PLAN_RECIPIENTS] as const;
export type LadderRecipient = (typeof LADDER_RECIPIENTS)[number];

const levelSchema = z
  .strictObject({
    level: idSchema,
    from: z.string(),
    /** Elapsed hours after `from`; negative before it. */
    afterHours: z.number(),
    /** Raised again each time so many hours later, while `when` is true; null for once. */
    repeatEveryHours: z.number().gt(0).nullable().default(null),
    when: z.enum(LADDER_CONDITIONS),
    to: z
      .array(z.enum(LADDER_RECIPIENTS))
      .min(1, { error: 'A level must have a role to notify.' })
      .readonly(),
    mustAcknowledge: z.boolean().default(false),
    /** Levels whose acknowledgement holds this one back until the end of the planned day. */
    stoppedBy: z.array(z.string()).readonly().default([]),
  })
  .readonly();
export type LadderLevel = z.infer<typeof levelSchema>;
export type Ladder = readonly LadderLevel[];

const isClock = (name: string): boolean => LADDER_CLOCKS.some((clock) => clock === name);

const checkName = ({ level }: LadderLevel, before: readonly LadderLevel[]): string | null => {
  if (isClock(level)) return `A level must not have the name of a clock: ${level}`;
  return before.some((other) => other.level === level)
    ? `A level must have a name of its own: ${level}`
    : null;
};

const checkFrom = ({ from }: LadderLevel, before: readonly LadderLevel[]): string | null =>
  isClock(from) || before.some(({ level }) => level === from)
    ? null
    : `A level must count from ${LADDER_CLOCKS.join(', ')} or an earlier level, not from: ${from}`;

const checkCondition = (
  { when, from }: LadderLevel,
  before: readonly LadderLevel[],
): string | null =>
  when !== 'unacknowledged' ||
  before.some(({ level, mustAcknowledge }) => level === from && mustAcknowledge)
    ? null
    : 'A level "unacknowledged" must count from a level that must be acknowledged.';

const checkRecipients = ({ to, from }: LadderLevel): string | null =>
  from === 'plan' || !to.some((role) => PLAN_RECIPIENTS.some((one) => one === role))
    ? null
    : `Only a level that counts from plan can go to: ${PLAN_RECIPIENTS.join(', ')}`;

const findLevelProblems = (
  ladder: Ladder,
  at: number,
  level: LadderLevel,
): ConfigurationProblem[] => {
  const before = ladder.slice(0, at);
  const own: [string, string | null][] = [
    ['level', checkName(level, before)],
    ['from', checkFrom(level, before)],
    ['when', checkCondition(level, before)],
    ['to', checkRecipients(level)],
  ];
  const stops = level.stoppedBy.flatMap((name, index) =>
    ladder.some((other) => other.level === name)
      ? []
      : [{ path: [at, 'stoppedBy', index], message: `This ladder has no such level: ${name}` }],
  );
  return [
    ...own.flatMap(([field, message]) =>
      message === null ? [] : [{ path: [at, field], message }],
    ),
    ...stops,
  ];
};

export const ladderSchema = z
  .array(levelSchema)
  .readonly()
  .superRefine((ladder, context) => {
    for (const [at, level] of ladder.entries()) {
      for (const problem of findLevelProblems(ladder, at, level)) {
        context.addIssue({ code: 'custom', ...problem });
      }
    }
  });

/** Whether a level is about a task that is already late: it counts from the due time, or from a level that does. */
export const isPastDue = ({ from, afterHours }: LadderLevel, ladder: Ladder): boolean => {
  if (from === 'due') return afterHours >= 0;
  const before = ladder.find(({ level }) => level === from);
  return before !== undefined && isPastDue(before, ladder);
};

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
