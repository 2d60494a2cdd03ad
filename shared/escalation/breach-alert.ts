import { isPastDue, type Ladder } from '../directory/ladder.ts';
import type { AlertKind } from '../alerts/alert.ts';

/** Whether an alert is of a breach: told at any hour, never dropped, and told to others if it cannot be delivered. */
export const isOfBreach = (kind: AlertKind, ladder: Ladder): boolean => {
  if (typeof kind === 'string') return false;
  const level = ladder.find((one) => one.level === kind.level);
  // A ladder may have been changed since; its own breaches keep their name.
  return level === undefined ? kind.level.startsWith('breach') : isPastDue(level, ladder);
};
