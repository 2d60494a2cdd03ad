import { type Alert, createAlert } from '../alerts/alert.ts';
import { chooseEscalationRecipients } from '../directory/escalation-recipients.ts';
import { readStaff, type StaffDependencies } from '../directory/staff-store.ts';
import { isDeceased } from '../episodes/deceased-mark.ts';
import type { StoredEpisode } from '../episodes/episode.ts';
import type { ChangeCause } from '../casework/allocate-by-policy.ts';

/**
 * Alerts the head of service, at any hour, when police say that a child was found dead (police contract). Nobody else is
 * sent anything: who tells the practitioner is for people to decide.
 */
export const notifyOfDeath = async (
  dependencies: StaffDependencies,
  { force, id, receivedAt }: ChangeCause,
  previous: StoredEpisode | null,
  next: StoredEpisode,
): Promise<readonly Alert[]> => {
  const { task, responsibleAuthority: authority } = next.episode;
  if (task === null || !isDeceased(next)) return [];
  if (previous !== null && isDeceased(previous)) return [];
  const { practitioners } = await readStaff(dependencies, authority);
  return chooseEscalationRecipients(['head-of-service'], task, practitioners).map(
    ({ practitionerId }) =>
      createAlert(
        {
          cause: `found-dead#${force}#${id}`,
          recipient: practitionerId,
          authority,
          kind: 'found-dead',
          task,
          quietHours: null,
          wakesSender: true,
        },
        receivedAt,
      ),
  );
};
