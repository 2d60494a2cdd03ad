import { ICalCalendar, ICalEventTransparency } from 'ical-generator';
import type { Instant } from '../kernel/instant.ts';
import { msOf } from '../kernel/instant.ts';
import type { RhiTask } from '../episodes/rhi-task.ts';
import { formatTaskReference } from '../episodes/task-reference.ts';

/** How often calendar programs are asked to look again. */
const REFRESH_SECONDS = 15 * 60;

interface Entry {
  /** The same for as long as it is the same deadline or appointment, also when it is moved. */
  readonly id: string;
  readonly at: Instant;
  readonly summary: string;
  readonly taskId: string;
}

const entriesOf = ({ taskId, dueAt, booking }: RhiTask): readonly Entry[] => {
  const reference = formatTaskReference(taskId);
  return [
    ...(dueAt === null
      ? []
      : [{ id: `${taskId}.due`, at: dueAt, summary: `Deadline ${reference}`, taskId }]),
    ...(booking === null
      ? []
      : [
          {
            id: `${taskId}.${booking.bookingId}`,
            at: booking.at,
            summary: `Interview ${reference}`,
            taskId,
          },
        ]),
  ];
};

/**
 * The calendar (RFC 5545) of these tasks: deadlines and appointments at their instants in UTC, by
 * reference only. Names, places and notes have no way in.
 */
export const writeCalendar = (
  tasks: readonly RhiTask[],
  publicUrl: string,
  now: Instant,
): string => {
  const calendar = new ICalCalendar({ name: 'Homeward', ttl: REFRESH_SECONDS });
  for (const { id, at, summary, taskId } of tasks.flatMap(entriesOf)) {
    calendar.createEvent({
      id,
      stamp: new Date(msOf(now)),
      start: new Date(msOf(at)),
      summary,
      transparency: ICalEventTransparency.TRANSPARENT,
      url: new URL(`/tasks/${taskId}`, publicUrl).href,
    });
  }
  return calendar.toString();
};
