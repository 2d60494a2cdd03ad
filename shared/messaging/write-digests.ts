import type { Instant } from '../kernel/instant.ts';
import { instantInLondon, londonDateOf } from '../kernel/london-time.ts';
import type { Practitioner } from '../directory/practitioner.ts';
import type { Alert } from '../alerts/alert.ts';
import { createStaffOf } from '../directory/staff-of-run.ts';
import { alertOf } from '../alerts/alert-of.ts';
import type { ReachPorts } from './alert-ports.ts';
import { digestTasks } from './digest-tasks.ts';

const TIME = '08:00';

/** The same alert however often, and how late, it is made on a day in London; made early, it waits. */
const digestAlert = ({ practitionerId, authority }: Practitioner, now: Instant): Alert => {
  const date = londonDateOf(now);
  const morning = instantInLondon(date, TIME);
  const about = { recipient: practitionerId, authority, quietHours: null, wakes: now >= morning };
  return alertOf({ ...about, cause: `digest/${date}`, kind: 'digest', task: null }, morning);
};

type DigestPorts = Pick<ReachPorts, 'alerts' | 'episodes' | 'staff' | 'directory'>;

/** Whether there is anything to tell; then it is written, once a day. */
const writeDigest = async (
  ports: DigestPorts,
  person: Practitioner,
  now: Instant,
): Promise<boolean> => {
  if (person.inactive || (await digestTasks(ports, person, now)).length === 0) return false;
  await ports.alerts.add([digestAlert(person, now)]);
  return true;
};

/**
 * Gives everybody who has something to be told this morning one digest of the day; tells how many
 * have one. What it says is read when it is sent. Late or repeated, it is still one a day. The people
 * of an authority go side by side.
 */
export const writeDigests = async (ports: DigestPorts, now: Instant): Promise<number> => {
  const staffOf = createStaffOf(ports);
  let written = 0;
  for (const { code } of ports.directory.authorities) {
    const people = await staffOf(code);
    const told = await Promise.all(people.map((person) => writeDigest(ports, person, now)));
    written += told.filter(Boolean).length;
  }
  return written;
};
