import { type Alert, createAlert } from '../alerts/alert.ts';
import type { ChangeCause } from '../casework/allocate-by-policy.ts';
import { findAuthoritySettings } from '../directory/directory.ts';
import { chooseEscalationRecipients } from '../directory/escalation-recipients.ts';
import { readStaff, type StaffDependencies } from '../directory/staff-store.ts';
import type { StoredEpisode } from '../episodes/episode.ts';
import type { ReferenceStore } from '../episodes/reference-store.ts';
import { listSameChild } from '../episodes/rules/child-matches.ts';

interface Dependencies extends StaffDependencies {
  readonly episodes: Pick<ReferenceStore, 'readChildren' | 'listEpisodesUnder'>;
}

/** All that is stored of the child, under every id that people said is the same. */
const listEpisodesOfChild = async (
  { episodes }: Dependencies,
  { childId, formerChildIds }: StoredEpisode,
): Promise<readonly StoredEpisode[]> => {
  if (childId === null) return [];
  const children = await episodes.readChildren([childId, ...formerChildIds]);
  return episodes.listEpisodesUnder(listSameChild(childId, children));
};

/**
 * Alerts whoever has an open task of a child who is reported missing, without one the next role up: the interview that is
 * still to be held has to cover what happened since, and what they know can help to find the child.
 */
export const notifyOfMissingAgain = async (
  dependencies: Dependencies,
  { force, id, receivedAt: now }: ChangeCause,
  previous: StoredEpisode | null,
  next: StoredEpisode,
): Promise<readonly Alert[]> => {
  if (next.episode.status !== 'missing' || previous?.episode.status === 'missing') return [];
  const others = await listEpisodesOfChild(dependencies, next);
  const own = next.episode.episodeId;
  const all = [next, ...others.filter(({ episode }) => episode.episodeId !== own)];
  const alerts = all.map(async ({ episode: { task, responsibleAuthority: authority } }) => {
    if (task?.state !== 'open') return [];
    const { practitioners } = await readStaff(dependencies, authority);
    const { quietHours } = findAuthoritySettings(dependencies.directory, authority);
    const common = { cause: `missing-again#${force}#${id}`, authority, task, quietHours };
    return chooseEscalationRecipients(['practitioner'], task, practitioners).map(
      ({ practitionerId: recipient }) =>
        createAlert({ ...common, kind: 'missing-again', recipient, wakesSender: true }, now),
    );
  });
  return (await Promise.all(alerts)).flat();
};
