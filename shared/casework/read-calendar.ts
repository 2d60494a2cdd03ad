import { ICalCalendar, ICalEventTransparency } from 'ical-generator';
import { HOUR_MS, type Instant, MINUTE_MS, toMs, SECOND_MS } from '../kernel/instant.ts';
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
  /** Rises when it moves: calendars keep the old time otherwise (RFC 5546 section 2.1.4). */
  readonly sequence: number;
  readonly at: Instant;
  readonly lastsMs: number;
  readonly summary: string;
}

/** Without an end, some calendars show an entry as the whole day. */
const DEADLINE_MS = 15 * MINUTE_MS;
const INTERVIEW_MS = HOUR_MS;

const listDeadline = ({ taskId, dueAt, dueVersion: sequence }: RhiTask): readonly Entry[] => {
  const summary = `Deadline ${formatTaskReference(taskId)}`;
  const entry = { id: `${taskId}.due`, sequence, lastsMs: DEADLINE_MS, summary };
  return dueAt === null ? [] : [{ ...entry, at: dueAt }];
};

const listAppointment = ({ taskId, booking }: RhiTask): readonly Entry[] => {
  if (booking === null) return [];
  const { bookingId, at, version: sequence } = booking;
  const summary = `Interview ${formatTaskReference(taskId)}`;
  return [{ id: `${taskId}.${bookingId}`, sequence, at, lastsMs: INTERVIEW_MS, summary }];
};

/** The rules of London time since 1996. */
const LONDON = [
  'BEGIN:VTIMEZONE',
  'TZID:Europe/London',
  'BEGIN:DAYLIGHT',
  'TZOFFSETFROM:+0000',
  'TZOFFSETTO:+0100',
  'TZNAME:BST',
  'DTSTART:19960331T010000',
  'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
  'END:DAYLIGHT',
  'BEGIN:STANDARD',
  'TZOFFSETFROM:+0100',
  'TZOFFSETTO:+0000',
  'TZNAME:GMT',
  'DTSTART:19961027T020000',
  'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
  'END:STANDARD',
  'END:VTIMEZONE',
].join('\r\n');

/** iCalendar text (RFC 5545). Task references only: never a child's name, a place or a note. */
const writeCalendar = (tasks: readonly RhiTask[], publicUrl: string, now: Instant): string => {
  const calendar = new ICalCalendar({ name: 'Homeward', ttl: REFRESH_SECONDS });
  for (const task of tasks) {
    const url = new URL(`/tasks/${task.taskId}`, publicUrl).href;
    for (const { id, sequence, at, lastsMs, summary } of [
      ...listDeadline(task),
      ...listAppointment(task),
    ]) {
      calendar.createEvent({
        id,
        sequence,
        stamp: new Date(toMs(now)),
        start: new Date(toMs(at)),
        end: new Date(toMs(at) + lastsMs),
        summary,
        transparency: ICalEventTransparency.TRANSPARENT,
        url,
      });
    }
  }
  // A calendar must have a component (RFC 5545 section 3.4). The entries are in UTC and need no time zone.
  if (calendar.length() === 0)
    calendar.timezone({ name: 'Europe/London', generator: () => LONDON });
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
  const { practitioners: people } = await createStaffReader(dependencies)(feed.authority);
  const owner = people.find(({ practitionerId }) => practitionerId === feed.practitionerId);
  if (owner === undefined || owner.inactive) return NOT_FOUND;
  const tasks = await listOpenTasks(dependencies, feed.practitionerId);
  return { value: writeCalendar(tasks, dependencies.publicUrl, now) };
};
