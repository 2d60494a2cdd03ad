import * as z from 'zod';
import type { AuthoritySettings } from './authority.ts';
import { DEFAULT_SETTINGS } from './default-settings.ts';
import { type Ladder, LADDER_CLOCKS, LADDER_CONDITIONS, type LadderLevel } from './ladder.ts';
import { STAFF_ROLES } from './person.ts';
import { DEFAULT_DETECTION, type DetectionSettings } from './detection-settings.ts';
import type { DirectoryProblem } from './directory-rules.ts';
import { idSchema } from '../kernel/configuration-fields.ts';

const levelSchema = z.strictObject({
  level: idSchema,
  from: z.string(),
  afterHours: z.number(),
  when: z.enum(LADDER_CONDITIONS),
  to: z.array(z.enum(STAFF_ROLES)).min(1, { error: 'A level goes to somebody.' }).readonly(),
  mustAcknowledge: z.boolean().default(false),
  stoppedBy: z.array(z.string()).readonly().default([]),
});

const isClock = (word: string): boolean => LADDER_CLOCKS.some((clock) => clock === word);

const nameProblem = ({ level }: LadderLevel, before: readonly LadderLevel[]): string | null => {
  if (isClock(level)) return `A level is not named as a clock: ${level}`;
  return before.some((other) => other.level === level) ? `A level is named once: ${level}` : null;
};

const fromProblem = ({ from }: LadderLevel, before: readonly LadderLevel[]): string | null =>
  isClock(from) || before.some(({ level }) => level === from)
    ? null
    : `A level counts from ${LADDER_CLOCKS.join(', ')} or an earlier level, not from: ${from}`;

/** What nobody must acknowledge cannot be left unacknowledged. */
const whenProblem = ({ when, from }: LadderLevel, before: readonly LadderLevel[]): string | null =>
  when !== 'unacknowledged' ||
  before.some(({ level, mustAcknowledge }) => level === from && mustAcknowledge)
    ? null
    : 'A level "unacknowledged" counts from a level that must be acknowledged.';

const findLevelProblems = (ladder: Ladder, at: number, level: LadderLevel): DirectoryProblem[] => {
  const before = ladder.slice(0, at);
  const own: [string, string | null][] = [
    ['level', nameProblem(level, before)],
    ['from', fromProblem(level, before)],
    ['when', whenProblem(level, before)],
  ];
  const stops = level.stoppedBy.flatMap((name, index) =>
    ladder.some((other) => other.level === name)
      ? []
      : [{ path: [at, 'stoppedBy', index], message: `No such level in this ladder: ${name}` }],
  );
  return [
    ...own.flatMap(([member, message]) =>
      message === null ? [] : [{ path: [at, member], message }],
    ),
    ...stops,
  ];
};

const ladderSchema = z
  .array(levelSchema)
  .readonly()
  .superRefine((ladder, context) => {
    for (const [at, level] of ladder.entries()) {
      for (const problem of findLevelProblems(ladder, at, level)) {
        context.addIssue({ code: 'custom', ...problem });
      }
    }
  });

const timeOfDaySchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, {
  error: 'A time of day is written "HH:mm", from 00:00 to 23:59.',
});

const countSchema = z.int().min(0);

/** A share that is neither none nor all. */
const shareSchema = z.number().gt(0).lt(1);

const { scan: defaultScan, ...defaultDetection } = DEFAULT_DETECTION;

const detectionSchema: z.ZodType<DetectionSettings> = z.strictObject({
  errorLevel: shareSchema.default(defaultDetection.errorLevel),
  smallestSigma: z.number().min(0).default(defaultDetection.smallestSigma),
  smallestCount: countSchema.default(defaultDetection.smallestCount),
  smallestChildren: countSchema.default(defaultDetection.smallestChildren),
  falseDiscoveryRate: shareSchema.default(defaultDetection.falseDiscoveryRate),
  scan: z
    .strictObject({
      radiusKm: z.number().gt(0).default(defaultScan.radiusKm),
      weeks: z.int().min(1).max(26).default(defaultScan.weeks),
      historyWeeks: z.int().min(9).max(260).default(defaultScan.historyWeeks),
      replications: z.int().min(99).max(9999).default(defaultScan.replications),
      seed: z.int().min(0).default(defaultScan.seed),
    })
    .prefault({}),
});

/** How an authority works; what it leaves out is as in the default settings, and its ladder replaces that one. */
export const authoritySettingsSchema: z.ZodType<AuthoritySettings> = z.strictObject({
  continuityDays: countSchema.default(DEFAULT_SETTINGS.continuityDays),
  urgentHours: z.number().min(0).default(DEFAULT_SETTINGS.urgentHours),
  contactAttempts: countSchema.default(DEFAULT_SETTINGS.contactAttempts),
  quietHours: z
    .strictObject({ from: timeOfDaySchema, until: timeOfDaySchema })
    .nullable()
    .default(DEFAULT_SETTINGS.quietHours),
  ladder: ladderSchema.default(DEFAULT_SETTINGS.ladder),
  detection: detectionSchema.prefault({}),
  smallestShown: z.int().min(2).default(DEFAULT_SETTINGS.smallestShown),
});
