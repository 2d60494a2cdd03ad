import type { RiskGrading } from './episode.ts';
import { readRecordedAt } from './fact-order.ts';
import type { Fact } from '../police-contract/notification.ts';

/** Each re-grading of the risk with its time; the same level told again is no re-grading. */
export const buildRiskHistory = (ordered: readonly Fact[]): readonly RiskGrading[] => {
  const history: RiskGrading[] = [];
  for (const fact of ordered) {
    if (fact.kind !== 'reported' && fact.kind !== 'updated') continue;
    const { riskLevel } = fact.data;
    if (riskLevel === undefined || riskLevel === (history.at(-1)?.riskLevel ?? null)) continue;
    history.push({ riskLevel, at: readRecordedAt(fact), notificationId: fact.id });
  }
  return history;
};
