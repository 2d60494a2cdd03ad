import * as z from 'zod';
import type { Immutable } from '../kernel/immutable.ts';
import { DEFAULT_LADDER, DEFAULT_MISSING_LADDER } from './default-ladders.ts';
import { ladderSchema, missingLadderSchema } from './ladder.ts';
import { quietHoursSchema } from './quiet-hours.ts';

const countSchema = z.int().min(0);

const shareSchema = z.number().gt(0).lt(1);

const detectionSchema = z.strictObject({
  /** One-sided: the z of EARS is the normal quantile of 1 − this. */
  errorLevel: shareSchema.default(0.01),
  /** The least standard deviation assumed, so that a quiet baseline does not raise an alarm at once. */
  smallestSigma: z.number().min(0).default(0.5),
  smallestCount: countSchema.default(3),
  smallestChildren: countSchema.default(2),
  /** Accepted share of false alarms among the alarms of a run (Benjamini–Hochberg). */
  falseDiscoveryRate: shareSchema.default(0.05),
  scan: z
    .strictObject({
      radiusKm: z.number().gt(0).default(15),
      weeks: z.int().min(1).max(26).default(8),
      /** Weeks of evidence to scan, counted back from the run. */
      historyWeeks: z.int().min(9).max(260).default(52),
      replications: z.int().min(99).max(9999).default(999),
      /** The same evidence gives the same p-values. */
      seed: z.int().min(0).default(20_260_101),
    })
    .prefault({}),
});
export type DetectionSettings = Immutable<z.infer<typeof detectionSchema>>;

/** How an authority works. What it leaves out has the default; a ladder of its own replaces the default one. */
const settingsSchema = z.strictObject({
  /** For this many days after the last interview or task, a child keeps the same practitioner. */
  continuityDays: countSchema.default(180),
  urgentHours: z.number().min(0).default(24),
  contactAttempts: countSchema.default(3),
  /** Attempts to reach a child that are closer together count as one. */
  hoursBetweenAttempts: z.number().min(0).default(4),
  /** The latest day that somebody may plan for an escalation, in working days from the present one. */
  workingDaysOfPlan: z.int().min(1).max(20).default(5),
  /** Only messages about breaches are sent in these hours; null for none. */
  quietHours: quietHoursSchema.nullable().default({ from: '21:00', until: '07:00' }),
  ladder: ladderSchema.default(DEFAULT_LADDER),
  missingLadder: missingLadderSchema.default(DEFAULT_MISSING_LADDER),
  detection: detectionSchema.prefault({}),
  /** Counts of fewer distinct children are not shown outside the authority. */
  smallestShown: z.int().min(2).default(5),
});
/** An escalation says only the name of its level, so a name stands in one of the two ladders. */
export const authoritySettingsSchema = settingsSchema.superRefine(
  ({ ladder, missingLadder }, context) => {
    for (const [at, { level }] of missingLadder.entries()) {
      if (ladder.some((other) => other.level === level))
        context.addIssue({
          code: 'custom',
          path: ['missingLadder', at, 'level'],
          message: `The other ladder has a level of this name: ${level}`,
        });
    }
  },
);
export type AuthoritySettings = Immutable<z.infer<typeof authoritySettingsSchema>>;

export const DEFAULT_SETTINGS: AuthoritySettings = authoritySettingsSchema.parse({});
export const DEFAULT_DETECTION: DetectionSettings = DEFAULT_SETTINGS.detection;
