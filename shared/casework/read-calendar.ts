import { toEpisodeId } from '../kernel/hash.ts';
import type { Instant } from '../kernel/instant.ts';
import type { RhiTask } from '../episodes/rhi-task.ts';
import { type Result, NOT_FOUND } from '../kernel/result.ts';
import { createStaffOf } from '../directory/staff-of-run.ts';
import type { CalendarPorts } from './calendar-ports.ts';
import { calendarTokenDigest } from './manage-calendars.ts';
import { writeCalendar } from './write-calendar.ts';

type ReadPorts = Omit<CalendarPorts, 'makeToken'>;

const openTasksOf = async (
  { staff, episodes }: ReadPorts,
  practitionerId: string,
): Promise<readonly RhiTask[]> => {
  const { tasks } = await staff.readCaseload(practitionerId);
  const states = await Promise.all(
    tasks.map(({ taskId }) => episodes.readState(toEpisodeId(taskId))),
  );
  return states
    .flatMap((stored) => stored?.episode.task ?? [])
    .filter(
      ({ state, allocation }) => state === 'open' && allocation?.practitioner === practitionerId,
    );
};

/**
 * The calendar of whom this token was made for, as `text/calendar`: deadlines and appointments of
 * their open tasks. Not found when the token is not known, was revoked, or they have left.
 */
export const readCalendar = async (
  ports: ReadPorts,
  token: string,
  now: Instant,
): Promise<Result<string>> => {
  const feed = await ports.calendars.find(calendarTokenDigest(token));
  if (feed === null) return NOT_FOUND;
  const people = await createStaffOf(ports)(feed.authority);
  const person = people.find(({ practitionerId }) => practitionerId === feed.practitionerId);
  if (person === undefined || person.inactive) return NOT_FOUND;
  const tasks = await openTasksOf(ports, feed.practitionerId);
  return { value: writeCalendar(tasks, ports.publicUrl, now) };
};
