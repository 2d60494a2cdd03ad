import type { Directory } from '../../domain/authority.ts';
import { practiceOf } from '../../domain/default-practice.ts';
import type { Instant } from '../../domain/instant.ts';
import { earliestSendAt } from '../../domain/quiet-hours.ts';
import type { Alert } from '../../ports/alerts.ts';
import { isOfBreach } from './breach-alert.ts';

/** When these alerts may be tried again: then, or after the quiet hours when none of them is of a breach. */
export const sendAgainAt = (
  directory: Directory,
  alerts: readonly Alert[],
  then: Instant,
): Instant => {
  const { ladder, quietHours } = practiceOf(directory, alerts[0]?.authority ?? '');
  return earliestSendAt(
    then,
    alerts.some(({ kind }) => isOfBreach(kind, ladder)) ? null : quietHours,
  );
};
