import { ICalCalendar, ICalEventTransparency } from 'ical-generator';
import { type Instant, MINUTE_MS, toMs, SECOND_MS } from '../kernel/instant.ts';
import { NOT_FOUND, type Result } from '../kernel/result.ts';
import type { Directory } from '../directory/directory.ts';
import { createStaffReader, type StaffStore } from '../directory/staff-store.ts';
import type { EpisodeStore } from '../episodes/episode-store.ts';
import { formatTaskReference, type RhiTask } from '../episodes/task.ts';
import { type CalendarStore, hashCalendarToken } from './calendar-feeds.ts';
import { toEpisodeId } from '../episodes/episode.ts';

interface Dependencies {
  readonly calendars: Pick<CalendarStore, 'find'>;
  readonly episodes: Pick<EpisodeStore, 'readState'>;
  readonly staff: Pick<StaffStore, 'read' | 'readCaseload'>;
  readonly directory: Directory;
  readonly publicUrl: string;
}

const REFRESH_SECONDS = (15 * MINUTE_MS) / SECOND_MS;

interface Entry {
  /** Stays the same when the deadline or appointment moves. */
  readonly id: string;
  readonly at: Instant;
  readonly summary: string;
}

const listEntries = ({ taskId, dueAt, booking }: RhiTask): readonly Entry[] => {
  const reference = formatTaskReference(taskId);
  const deadline =
    dueAt === null ? [] : [{ id: `${taskId}.due`, at: dueAt, summary: `Deadline ${reference}` }];
  if (booking === null) return deadline;
  const { bookingId, at } = booking;
  return [...deadline, { id: `${taskId}.${bookingId}`, at, summary: `Interview ${reference}` }];
};

/** iCalendar text (RFC 5545). Task references only: never a child's name, a place or a note. */
const writeCalendar = (tasks: readonly RhiTask[], publicUrl: string, now: Instant): string => {
  const calendar = new ICalCalendar({ name: 'Homeward', ttl: REFRESH_SECONDS });
  for (const task of tasks) {
    const url = new URL(`/tasks/${task.taskId}`, publicUrl).href;
    for (const { id, at, summary } of listEntries(task)) {
      calendar.createEvent({
        id,
        stamp: new Date(toMs(now)),
        start: new Date(toMs(at)),
        summary,
        transparency: ICalEventTransparency.TRANSPARENT,
        url,
      });
    }
  }
  return calendar.toString();
};

const listOpenTasks = async (
  { staff, episodes }: Pick<Dependencies, 'staff' | 'episodes'>,
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

/** Refused as not found when the token is unknown or revoked, or the practitioner has left. */
export const readCalendar = async (
  dependencies: Dependencies,
  token: string,
  now: Instant,
): Promise<Result<string>> => {
  const feed = await dependencies.calendars.find(hashCalendarToken(token));
  if (feed === null) return NOT_FOUND;
  const people = await createStaffReader(dependencies)(feed.authority);
  const owner = people.find(({ practitionerId }) => practitionerId === feed.practitionerId);
  if (owner === undefined || owner.inactive) return NOT_FOUND;
  const tasks = await listOpenTasks(dependencies, feed.practitionerId);
  return { value: writeCalendar(tasks, dependencies.publicUrl, now) };
};
