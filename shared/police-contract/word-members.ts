import * as z from 'zod';
import { RISK_LEVELS, type RiskLevel } from './notification.ts';
import { memberRules } from './member-rule.ts';

const oneOf = (words: readonly string[]): string => `one of ${words.join(', ')}`;

/** One of the contract's words, in lower case. */
export const word = <const Words extends readonly [string, ...string[]]>(words: Words) =>
  z.enum(words).register(memberRules, { expected: oneOf(words) });

/** True or false, never a text or a number. */
export const yesOrNo = () => z.boolean().register(memberRules, { expected: 'true or false' });

const OLDER_WORDS = ['no-apparent-risk', 'absent'] as const;

const isRiskLevel = (text: string): text is RiskLevel =>
  (RISK_LEVELS as readonly string[]).includes(text);

/** The grading of the risk; the lowest has older names, which are read as `very-low`. */
export const riskLevel = z
  .enum([...RISK_LEVELS, ...OLDER_WORDS])
  .transform((text): RiskLevel => (isRiskLevel(text) ? text : 'very-low'))
  .register(memberRules, { expected: oneOf(RISK_LEVELS) });

/** Distinct entries; an unusable one is set aside by itself. */
export const list = <Entry extends z.ZodType>(entry: Entry, most: number) =>
  z
    .array(entry)
    .max(most)
    .register(memberRules, { expected: `a list of at most ${most} entries`, mostEntries: most });
