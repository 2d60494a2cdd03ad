import * as z from 'zod';
import { type ConfigurationProblem, idSchema } from '../kernel/configuration-fields.ts';
import { RISK_LEVELS } from '../kernel/risk-level.ts';
import { STAFF_ROLES } from './staff.ts';

/**
 * `appointment`: the time of the one that is arranged now. `plan`: the end of a day that somebody planned when they
 * acknowledged a level.
 */
export const LADDER_CLOCKS = ['found', 'opening', 'return', 'due', 'appointment', 'plan'] as const;

/** Of the ladder of a child who is missing. */
const MISSING_CLOCKS = ['report', 'plan'] as const;

/** What must be true at the level's time for it to be raised. Once an outcome is recorded, no level is raised. */
export const LADDER_CONDITIONS = [
  'return-unconfirmed',
  'unallocated',
  'no-attempt',
  'appointment-unrecorded',
  'no-outcome',
  'still-missing',
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
    /** For these children only, from the report on, or from when the risk was graded so. */
    onlyFor: z
      .strictObject({
        youngerThan: z.int().min(1).nullable().default(null),
        riskLevels: z.array(z.enum(RISK_LEVELS)).readonly().default([]),
      })
      .readonly()
      .nullable()
      .default(null),
    mustAcknowledge: z.boolean().default(false),
    /** Levels whose acknowledgement holds this one back until the end of the planned day. */
    stoppedBy: z.array(z.string()).readonly().default([]),
  })
  .readonly();
export type LadderLevel = z.infer<typeof levelSchema>;
export type Ladder = readonly LadderLevel[];

interface LadderKind {
  readonly clocks: readonly string[];
  readonly conditions: readonly LadderLevel['when'][];
}

const OF_TASK: LadderKind = {
  clocks: LADDER_CLOCKS,
  conditions: LADDER_CONDITIONS.filter((condition) => condition !== 'still-missing'),
};

const OF_MISSING: LadderKind = {
  clocks: MISSING_CLOCKS,
  conditions: ['still-missing', 'unacknowledged'],
};

const isClock = (name: string): boolean =>
  [...LADDER_CLOCKS, ...MISSING_CLOCKS].some((clock) => clock === name);

const checkName = ({ level }: LadderLevel, before: readonly LadderLevel[]): string | null => {
  if (isClock(level)) return `A level must not have the name of a clock: ${level}`;
  return before.some((other) => other.level === level)
    ? `A level must have a name of its own: ${level}`
    : null;
};

const checkFrom = (
  { from }: LadderLevel,
  before: readonly LadderLevel[],
  { clocks }: LadderKind,
): string | null =>
  clocks.includes(from) || before.some(({ level }) => level === from)
    ? null
    : `A level must count from ${clocks.join(', ')} or an earlier level, not from: ${from}`;

const checkKind = ({ when, onlyFor }: LadderLevel, kind: LadderKind): string | null => {
  if (!kind.conditions.includes(when))
    return `This ladder has no such condition: ${when}. Use ${kind.conditions.join(', ')}.`;
  return onlyFor !== null && kind === OF_TASK
    ? 'Only a level about a missing child can be for some children only.'
    : null;
};

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
  kind: LadderKind,
): ConfigurationProblem[] => {
  const before = ladder.slice(0, at);
  const own: [string, string | null][] = [
    ['level', checkName(level, before)],
    ['from', checkFrom(level, before, kind)],
    ['when', checkKind(level, kind) ?? checkCondition(level, before)],
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

const createLadderSchema = (kind: LadderKind) =>
  z
    .array(levelSchema)
    .readonly()
    .superRefine((ladder, context) => {
      for (const [at, level] of ladder.entries()) {
        for (const problem of findLevelProblems(ladder, at, level, kind)) {
          context.addIssue({ code: 'custom', ...problem });
        }
      }
    });

/** Of a return home interview. */
export const ladderSchema = createLadderSchema(OF_TASK);

/** Of a child who is missing: it ends when the child is found or home, or the report is cancelled. */
export const missingLadderSchema = createLadderSchema(OF_MISSING);

/** Whether a level is about a task that is already late: it counts from the due time, or from a level that does. */
export const isPastDue = ({ from, afterHours }: LadderLevel, ladder: Ladder): boolean => {
  if (from === 'due') return afterHours >= 0;
  const before = ladder.find(({ level }) => level === from);
  return before !== undefined && isPastDue(before, ladder);
};
