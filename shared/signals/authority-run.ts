import type { Code } from '../directory/code.ts';
import type { DetectionSettings } from '../directory/settings.ts';
import type { Authority } from '../directory/authority.ts';
import type { Instant } from '../kernel/instant.ts';
import { hash } from '../kernel/hash.ts';
import { londonDateOf } from '../kernel/london-time.ts';
import { type SentenceLabels, createSentenceLabels } from '../themes/labels.ts';
import { type IsoWeek, weekOfDate } from '../kernel/iso-week.ts';

/** One run over one authority. */
export interface AuthorityRun {
  readonly runId: string;
  readonly authority: string;
  readonly area: Authority;
  readonly now: Instant;
  /** The London day, `YYYY-MM-DD`. */
  readonly day: string;
  readonly present: IsoWeek;
  readonly settings: DetectionSettings;
  readonly codes: readonly Code[];
  readonly words: SentenceLabels;
}

/** The run of an authority on the London day of `now`: the same one at any time of that day. */
export const runOf = (area: Authority, codes: readonly Code[], now: Instant): AuthorityRun => {
  const day = londonDateOf(now);
  return {
    runId: `run-${hash('detection', area.code, day)}`,
    authority: area.code,
    area,
    now,
    day,
    present: weekOfDate(day),
    settings: area.settings.detection,
    codes,
    words: createSentenceLabels(codes, area),
  };
};
