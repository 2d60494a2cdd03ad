import { addMs, HOUR_MS, type Instant } from '../../../../shared/kernel/instant.ts';
import { createCasework, type CaseworkSettings } from './casework.ts';
import { codeViewSchema } from '../../../../shared/intelligence/code-api.ts';
import { NORFOLK } from '../county.ts';
import { PLANTED_PLATFORM } from './planted-patterns.ts';
import { type CallApi, submit } from './api-client.ts';
import { acknowledgeEscalations, planLeave, isAway, recordLeave } from './managers.ts';
import type { Office } from './offices.ts';
import { createSettings } from './interview.ts';

/** The simulated people of all offices. They know of the service only what its HTTP API tells them. */
export interface SimulatedStaff {
  /** Reads the lists: plans what is new, gives away what nobody has. */
  readWork(now: Instant): Promise<void>;
  /** Tells what falls due by now; with `in-time`, only what is told by a task's due time. Gives how many steps. */
  workUntil(now: Instant, inTime?: 'in-time'): Promise<number>;
  /** Managers take up some of what climbed to them. */
  acknowledge(now: Instant): Promise<void>;
}

export interface StaffSettings extends Omit<
  CaseworkSettings,
  'settingOf' | 'isAway' | 'wholeSince'
> {
  /** The present in which the history ends: around it, somebody is away. */
  readonly present: Instant;
}

const WHOLE_MS = 14 * 24 * HOUR_MS;

/** Starts the people of the demonstration; the same seed gives the same people doing the same. */
export const createStaff = (settings: StaffSettings): SimulatedStaff => {
  const { seed, ask, offices, present } = settings;
  const leave = planLeave(seed, offices, present);
  const casework = createCasework({
    ...settings,
    wholeSince: addMs(present, -WHOLE_MS),
    settingOf: createSettings(seed, present),
    isAway: (practitionerId, now) => isAway(leave, practitionerId, now),
  });
  let [leaveRecorded, codesAdded] = [false, false];
  return {
    readWork: async (now) => {
      if (!codesAdded) await addCodes(ask, offices);
      codesAdded = true;
      await casework.readTasks();
      if (leave !== null && !leaveRecorded && isAway(leave, leave.worker.practitionerId, now)) {
        leaveRecorded = true;
        await recordLeave(seed, ask, leave);
        await casework.readTasks();
      }
    },
    workUntil: (now, inTime) => casework.workUntil(now, inTime),
    acknowledge: (now) => acknowledgeEscalations(settings, now),
  };
};

/** An authority extends the codes for itself: the platform of which its children begin to speak. */
export const addCodes = async (ask: CallApi, offices: readonly Office[]): Promise<void> => {
  const office = offices.find(({ authority }) => authority === NORFOLK.authority);
  if (office === undefined) return;
  const body = { authority: office.authority, ...PLANTED_PLATFORM };
  const request = { method: 'PUT', path: '/api/v1/codes', body } as const;
  await submit(ask, request, office.headOfService.token, codeViewSchema);
};
