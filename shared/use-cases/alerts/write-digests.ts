import type { Instant } from '../../domain/instant.ts';
import { instantInLondon, londonDateOf } from '../../domain/london-time.ts';
import type { Practitioner } from '../../domain/practitioner.ts';
import type { Alert } from '../../ports/alerts.ts';
import { createStaffOf } from '../sweep/staff-of-run.ts';
import { alertOf } from './alert-of.ts';
import type { ReachPorts } from './alert-ports.ts';
import { digestTasks } from './digest-tasks.ts';

const TIME = '08:00';

/** The same alert however often, and how late, it is made on a day in London. */
const digestAlert = ({ practitionerId, authority }: Practitioner, now: Instant): Alert => {
  const date = londonDateOf(now);
  const about = { recipient: practitionerId, authority, quietHours: null, wakes: true };
  return alertOf(
    { ...about, cause: `digest/${date}`, kind: 'digest', task: null },
    instantInLondon(date, TIME),
  );
};

/**
 * Gives everybody who has something to be told this morning one digest of the day; tells how many
 * have one. What it says is read when it is sent. Late or repeated, it is still one a day.
 */
export const writeDigests = async (
  ports: Pick<ReachPorts, 'alerts' | 'episodes' | 'staff' | 'directory'>,
  now: Instant,
): Promise<number> => {
  const staffOf = createStaffOf(ports);
  let written = 0;
  for (const { code } of ports.directory.authorities) {
    for (const person of await staffOf(code)) {
      if (person.inactive || (await digestTasks(ports, person, now)).length === 0) continue;
      await ports.alerts.add([digestAlert(person, now)]);
      written += 1;
    }
  }
  return written;
};
