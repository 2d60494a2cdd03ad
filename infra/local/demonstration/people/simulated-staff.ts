import { addMs, HOUR_MS, type Instant } from '../../../../shared/kernel/instant.ts';
import { addOwnCodes } from './add-codes.ts';
import { createCasework, type CaseworkSettings } from './casework.ts';
import { drawLeave, isAway, recordLeave } from './leave.ts';
import { describeSurroundings } from './surroundings.ts';
import { takeUpEscalations } from './take-up.ts';

/** The simulated people of all offices. They know of the service only what its HTTP API tells them. */
export interface SimulatedStaff {
  /** Reads the lists: plans what is new, gives away what nobody has. */
  look(now: Instant): Promise<void>;
  /** Tells what falls due by now; with `in-time`, only what is told by a task's due time. Gives how many steps. */
  work(now: Instant, inTime?: 'in-time'): Promise<number>;
  /** Managers take up some of what climbed to them. */
  takeUp(now: Instant): Promise<void>;
}

export interface StaffSettings extends Omit<CaseworkSettings, 'around' | 'isAway' | 'wholeSince'> {
  /** The present in which the history ends: around it, somebody is away. */
  readonly present: Instant;
}

const WHOLE_MS = 14 * 24 * HOUR_MS;

/** Starts the people of the demonstration; the same seed gives the same people doing the same. */
export const createStaff = (settings: StaffSettings): SimulatedStaff => {
  const { seed, ask, offices, present } = settings;
  const leave = drawLeave(seed, offices, present);
  const casework = createCasework({
    ...settings,
    wholeSince: addMs(present, -WHOLE_MS),
    around: describeSurroundings(seed, present),
    isAway: (practitionerId, now) => isAway(leave, practitionerId, now),
  });
  let [leaveRecorded, codesAdded] = [false, false];
  return {
    look: async (now) => {
      if (!codesAdded) await addOwnCodes(ask, offices);
      codesAdded = true;
      await casework.look();
      if (leave !== null && !leaveRecorded && isAway(leave, leave.worker.practitionerId, now)) {
        leaveRecorded = true;
        await recordLeave(seed, ask, leave);
        await casework.look();
      }
    },
    work: (now, inTime) => casework.work(now, inTime),
    takeUp: (now) => takeUpEscalations(settings, now),
  };
};
