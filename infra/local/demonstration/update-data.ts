import type { Chance } from './chance.ts';
import type { Course } from './course.ts';
import type { ToldPlace } from './places.ts';
import { drawLastSeen, drawOfficer, writeRiskLevel, type Members } from './report-data.ts';
import { NEWS } from './wordings.ts';
import {
  RISK_FLAGS,
  RISK_LEVELS,
  type RiskLevel,
} from '../../../shared/police-contract/allowed-values.ts';

/** One update, and the risk level from then on. */
export interface Update {
  readonly data: Members;
  readonly riskLevel: RiskLevel;
}

const regrade = (chance: Chance, level: RiskLevel): RiskLevel => {
  const up = chance.happens(0.6) ? 1 : -1;
  const at = RISK_LEVELS.indexOf(level);
  return RISK_LEVELS[at + up] ?? RISK_LEVELS[at - up] ?? level;
};

const UPDATES = {
  risk: 44,
  sighting: 26,
  news: 12,
  officer: 9,
  flags: 4,
  category: 3,
  clearing: 2,
};

/** Draws what changes at `at` (milliseconds) while the risk is at that level. */
export const drawUpdate = (
  chance: Chance,
  course: Course,
  riskLevel: RiskLevel,
  at: number,
  places: readonly ToldPlace[],
): Update => {
  const same = (data: Members): Update => ({ data, riskLevel });
  const kind = chance.weigh(UPDATES);
  if (kind === 'risk') {
    const next = regrade(chance, riskLevel);
    return { data: { riskLevel: writeRiskLevel(chance, next) }, riskLevel: next };
  }
  if (kind === 'sighting') return same({ lastSeen: drawLastSeen(chance, places, at) });
  if (kind === 'officer') return same({ officer: drawOfficer(chance) });
  if (kind === 'flags') return same({ riskFlags: [chance.pick(RISK_FLAGS)] });
  if (kind === 'clearing') return same({ officer: null });
  if (kind === 'category' && course.child.lookedAfter) {
    const category = course.category === 'missing' ? 'away-from-placement' : 'missing';
    return same({ category });
  }
  return same({ circumstances: chance.pick(NEWS) });
};
