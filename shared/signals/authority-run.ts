import type { Authority } from '../directory/authority.ts';
import type { Code } from '../directory/code.ts';
import type { DetectionSettings } from '../directory/settings.ts';
import { hash } from '../kernel/hash.ts';
import type { Instant } from '../kernel/instant.ts';
import { type IsoWeek, findWeekOfDate } from '../kernel/iso-week.ts';
import { toLondonDate } from '../kernel/london-time.ts';
import { type SentenceLabels, createSentenceLabels } from '../themes/labels.ts';

export interface AuthorityRun {
  readonly runId: string;
  readonly authority: Authority;
  readonly now: Instant;
  readonly day: string;
  readonly present: IsoWeek;
  readonly settings: DetectionSettings;
  readonly codes: readonly Code[];
  readonly labels: SentenceLabels;
}

export const createRun = (
  authority: Authority,
  codes: readonly Code[],
  now: Instant,
): AuthorityRun => {
  const day = toLondonDate(now);
  return {
    runId: `run-${hash('detection', authority.code, day)}`,
    authority,
    now,
    day,
    present: findWeekOfDate(day),
    settings: authority.settings.detection,
    codes,
    labels: createSentenceLabels(codes, authority),
  };
};
