import { addMs, type Instant, DAY_MS } from '../../../../shared/kernel/instant.ts';
import { createCasework, type CaseworkSettings } from './casework.ts';
import { codeViewSchema } from '../../../../shared/intelligence/code-api.ts';
import { NORFOLK } from '../county.ts';
import { PLANTED_PLATFORM } from './planted-patterns.ts';
import { type CallApi, submit } from './api-client.ts';
import {
  acknowledgeEscalations,
  type ManagerContext,
  planLeave,
  isAway,
  recordLeave,
} from './managers.ts';
import type { Office } from './offices.ts';
import { createSettings } from './interview.ts';

/** The simulated staff of all offices. They know only what the HTTP API returns. */
export interface SimulatedStaff {
  readWork(now: Instant): Promise<void>;
  /** Records what is due by now. Returns the number of steps. */
  workUntil(now: Instant): Promise<number>;
  acknowledge(now: Instant): Promise<void>;
  /** When the next step that is planned falls due, as far as the lists that were read show; null when none is. */
  findNextStep(): Instant | null;
}

export interface StaffSettings extends Omit<
  CaseworkSettings,
  'settingOf' | 'isAway' | 'wholeSince'
> {
  /** When the history ends. One practitioner is away around this time. */
  readonly present: Instant;
}

const WHOLE_MS = 14 * DAY_MS;

export const createStaff = (settings: StaffSettings): SimulatedStaff => {
  const { seed, ask, offices, present } = settings;
  const leave = planLeave(seed, offices, present);
  const casework = createCasework({
    ...settings,
    wholeSince: addMs(present, -WHOLE_MS),
    settingOf: createSettings(seed, present),
    isAway: (practitionerId, now) => isAway(leave, practitionerId, now),
  });
  const renewals: ManagerContext['renewals'] = [];
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
    workUntil: (now) => casework.workUntil(now),
    acknowledge: (now) => acknowledgeEscalations({ ...settings, renewals }, now),
    findNextStep: () => casework.findNextStep(),
  };
};

export const addCodes = async (ask: CallApi, offices: readonly Office[]): Promise<void> => {
  const office = offices.find(({ authority }) => authority === NORFOLK.authority);
  if (office === undefined) return;
  const body = { authority: office.authority, ...PLANTED_PLATFORM };
  const request = { method: 'PUT', path: '/api/v1/codes', body } as const;
  await submit(ask, request, office.headOfService.token, codeViewSchema);
};
