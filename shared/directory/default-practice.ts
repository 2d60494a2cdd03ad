import type { Directory, Practice } from './authority.ts';
import { DEFAULT_LADDER } from './ladder.ts';
import { DEFAULT_DETECTION } from './detection-practice.ts';

/** How an authority works its tasks until it configures otherwise. */
export const DEFAULT_PRACTICE: Practice = {
  continuityDays: 180,
  urgentHours: 24,
  contactAttempts: 3,
  quietHours: { from: '21:00', until: '07:00' },
  ladder: DEFAULT_LADDER,
  detection: DEFAULT_DETECTION,
  smallestShown: 5,
};

/** The practice of an authority; the default for one that left the directory. */
export const practiceOf = (directory: Directory, authority: string): Practice =>
  directory.authorities.find(({ code }) => code === authority)?.practice ?? DEFAULT_PRACTICE;
