import type { Authority, Directory } from '../../../domain/authority.ts';
import type { Instant } from '../../../domain/instant.ts';
import type { Code } from '../../../domain/intelligence/code-list.ts';
import { digest } from '../../../domain/identity.ts';
import { londonDateOf } from '../../../domain/london-time.ts';
import { type Words, wordsOf } from '../../../domain/themes/detection/words.ts';
import type { DetectionPractice } from '../../../domain/themes/detection-practice.ts';
import { type IsoWeek, weekOfDate } from '../../../domain/themes/iso-week.ts';
import type { CodeStore } from '../../../ports/codes.ts';
import type { SignalStore } from '../../../ports/signals.ts';
import type { ThemeReader } from '../../../ports/themes.ts';

/** What detection works on. */
export interface DetectionPorts {
  readonly themes: Pick<ThemeReader, 'listCells' | 'listEvidence' | 'pageEvidence'>;
  readonly signals: SignalStore;
  readonly codes: Pick<CodeStore, 'listCodes'>;
  readonly directory: Directory;
}

/** One run over one authority. */
export interface AuthorityRun {
  readonly runId: string;
  readonly authority: string;
  readonly area: Authority;
  readonly now: Instant;
  /** The London day, `YYYY-MM-DD`. */
  readonly day: string;
  readonly present: IsoWeek;
  readonly practice: DetectionPractice;
  readonly codes: readonly Code[];
  readonly words: Words;
}

/** The run of an authority on the London day of `now`: the same one at any time of that day. */
export const runOf = (area: Authority, codes: readonly Code[], now: Instant): AuthorityRun => {
  const day = londonDateOf(now);
  return {
    runId: `run-${digest('detection', area.code, day)}`,
    authority: area.code,
    area,
    now,
    day,
    present: weekOfDate(day),
    practice: area.practice.detection,
    codes,
    words: wordsOf(codes, area),
  };
};
