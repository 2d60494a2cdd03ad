import { checkStaff } from '../../shared/casework/check-staff.ts';
import { finishReviews } from '../../shared/intake/finish-reviews.ts';
import { toLondonDate } from '../../shared/kernel/london-time.ts';
import { DEFAULT_SETTINGS } from '../../shared/directory/settings.ts';
import type { StaffMember } from '../../shared/directory/staff.ts';
import { acknowledgeEscalation } from '../../shared/escalation/acknowledge-escalation.ts';
import type { SweepDependencies } from '../../shared/escalation/escalate-task.ts';
import { sweep } from '../../shared/escalation/sweep.ts';
import { addMs, DAY_MS, type Instant } from '../../shared/kernel/instant.ts';
import { ESCALATION_SHARDS } from '../../shared/platform/names.ts';
import type { Caller } from '../../shared/access/caller.ts';
import { createCounty } from './county.ts';
import { buildStaffMember, employ } from './directory.ts';
import { NORFOLK } from './messages.ts';

/**
 * Norfolk with two practitioners of no team, so that nothing is allocated by itself, a manager in Norwich,
 * another manager, a head of service and a director.
 */
export const LADDER_PEOPLE: readonly StaffMember[] = [
  buildStaffMember('p-1'),
  buildStaffMember('p-2'),
  buildStaffMember('m-norwich', { role: 'team-manager', teams: ['norfolk-norwich'] }),
  buildStaffMember('m-broadland', { role: 'team-manager', teams: ['norfolk-broadland'] }),
  buildStaffMember('head', { role: 'head-of-service' }),
  buildStaffMember('director', { role: 'director' }),
];

export const REFERENCE = 'NC-2026-000001';

const HEAD: Caller = { subject: 'head', role: 'manager', authorities: [NORFOLK] };

/** A county in which one child's task, or several, climb the ladder. */
export const createLadderWorld = (people = LADDER_PEOPLE, settings = DEFAULT_SETTINGS) => {
  const county = createCounty({ directory: employ(NORFOLK, people, settings) });
  const { ports, stores } = county;
  const read = (reference = REFERENCE) => county.read(reference);

  /** Acknowledges what was raised for the present deadline, e.g. a breach; nothing when it was not. */
  const acknowledge = async (level: string, now: Instant): Promise<void> => {
    const { episode, raised } = await read();
    const dueAt = episode.task?.dueAt ?? null;
    const found = raised.find((one) => one.level === level && one.dueAt === dueAt);
    if (found === undefined) return;
    const { escalationId } = found;
    const planDate = toLondonDate(addMs(now, 3 * DAY_MS));
    const body = { key: `key-at-${now}`, note: 'We visit the family.', planDate };
    await acknowledgeEscalation(ports, { escalationId, body }, HEAD, now);
  };

  return {
    ...county,
    read,
    acknowledge,
    /** What one run of the sweep reports, with other parts than the county's where a test says so. */
    sweep: (now: Instant, about: Partial<SweepDependencies & Parameters<typeof sweep>[2]> = {}) => {
      const { shards = ESCALATION_SHARDS, hasTime = () => true, ...others } = about;
      const own = {
        ...ports,
        finishReviews: (at: Instant) => finishReviews(ports, at),
        checkStaff: (at: Instant) => checkStaff(ports, at),
      };
      return sweep({ ...own, ...others }, now, { shards, hasTime });
    },
    /** All escalations, first raised first. */
    escalations: async () => {
      const query = { authorities: [NORFOLK], acknowledged: null, after: null, limit: 10_000 };
      const { items } = await stores.episodes.listEscalations(query);
      return [...items].reverse();
    },
  };
};
export type LadderWorld = ReturnType<typeof createLadderWorld>;
