import type { Instant } from '../kernel/instant.ts';
import { londonDateOf } from '../kernel/london-time.ts';
import type { Absence } from './practitioner.ts';

/** Whether somebody is away on the day that it is in London at that instant. First and last day included. */
export const isAbsent = (
  practitionerId: string,
  absences: readonly Absence[],
  now: Instant,
): boolean => {
  const today = londonDateOf(now);
  return absences.some(
    (absence) =>
      absence.practitionerId === practitionerId && absence.from <= today && today <= absence.until,
  );
};
