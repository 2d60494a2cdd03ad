import type { Directory } from '../directory/authority.ts';
import { findAuthoritySettings } from '../directory/default-settings.ts';
import type { Instant } from '../kernel/instant.ts';
import { earliestSendAt } from '../directory/quiet-hours.ts';
import type { Alert } from '../alerts/alert.ts';
import { isBreachAlert } from '../escalation/escalate-task.ts';

/** When these alerts may be tried again: then, or after the quiet hours when none of them is of a breach. */
export const sendAgainAt = (
  directory: Directory,
  alerts: readonly Alert[],
  then: Instant,
): Instant => {
  const { ladder, quietHours } = findAuthoritySettings(directory, alerts[0]?.authority ?? '');
  return earliestSendAt(
    then,
    alerts.some(({ kind }) => isBreachAlert(kind, ladder)) ? null : quietHours,
  );
};
