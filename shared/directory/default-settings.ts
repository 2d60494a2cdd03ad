import type { Directory, AuthoritySettings } from './authority.ts';
import { DEFAULT_LADDER } from './ladder.ts';
import { DEFAULT_DETECTION } from './detection-settings.ts';

/** How an authority works its tasks until it configures otherwise. */
export const DEFAULT_SETTINGS: AuthoritySettings = {
  continuityDays: 180,
  urgentHours: 24,
  contactAttempts: 3,
  quietHours: { from: '21:00', until: '07:00' },
  ladder: DEFAULT_LADDER,
  detection: DEFAULT_DETECTION,
  smallestShown: 5,
};

/** The settings of an authority; the default for one that left the directory. */
export const findAuthoritySettings = (directory: Directory, authority: string): AuthoritySettings =>
  directory.authorities.find(({ code }) => code === authority)?.settings ?? DEFAULT_SETTINGS;
