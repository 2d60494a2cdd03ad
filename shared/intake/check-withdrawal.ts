import type { ActionDetail } from '../episodes/action.ts';
import type { StoredEpisode } from '../episodes/episode.ts';
import { sortFacts } from '../episodes/fact.ts';
import { type EpisodeRecord, findWorkedFor, splitRecord } from '../episodes/reference-record.ts';
import type { ReferenceStore } from '../episodes/reference-store.ts';
import { findCancellationInForce } from '../episodes/rules/merge-facts.ts';
import {
  type Check,
  findDuplicateCheck,
  findLastCheck,
  wasSaidDeceased,
} from '../episodes/rules/withdrawal.ts';
import { type DuplicateReader, findDuplicated } from './find-duplicated.ts';

type CheckDetail = ActionDetail & { readonly kind: 'duplicate-check' | 'deceased-check' };

/** What is to be recorded of an episode, because it is not as it was last seen. */
export interface Checked {
  readonly detail: CheckDetail;
  readonly corrects: string | null;
  readonly notificationId: string;
}

export interface KnownRecord extends EpisodeRecord {
  readonly stored: StoredEpisode;
}

const checkDuplicate = async (
  episodes: DuplicateReader,
  { facts, actions, stored }: KnownRecord,
): Promise<readonly Checked[]> => {
  const cancelled = findCancellationInForce(sortFacts(facts));
  if (cancelled?.data.reason !== 'duplicate') return [];
  const before = findDuplicateCheck(actions, cancelled);
  const episodeId = await findDuplicated(episodes, stored, cancelled.data.duplicateOf);
  const resolved = episodeId !== null;
  if (resolved === (before?.resolved ?? false)) return [];
  return [
    {
      detail: { kind: 'duplicate-check', resolved, episodeId },
      corrects: findLastCheck(actions, 'duplicate-check')?.actionId ?? null,
      notificationId: cancelled.id,
    },
  ];
};

type DeceasedReader = Pick<ReferenceStore, 'isFoundDead' | 'listEpisodesOfChild' | 'readReference'>;

/** Of this child: one who turned out to be another child was not said to be dead. */
const wasDeathTakenBack = async (
  episodes: DeceasedReader,
  childId: string,
  otherThan: string,
): Promise<boolean> => {
  const all = await episodes.listEpisodesOfChild(childId);
  const others = all.map(({ episode }) => episode.episodeId).filter((id) => id !== otherThan);
  const records = await Promise.all(others.map((id) => episodes.readReference(id)));
  return records
    .flatMap(splitRecord)
    .some(({ episodeId, facts }) => others.includes(episodeId) && wasSaidDeceased(facts));
};

/** An episode of a child who was once withdrawn as dead is flagged as long as police said so of this child. */
const isContradicted = async (
  episodes: DeceasedReader,
  before: Check<'deceased-check'> | null,
  childId: string,
  otherThan: string,
): Promise<boolean> =>
  (before?.deceased === true || before?.contradicted === true) &&
  wasDeathTakenBack(episodes, childId, otherThan);

const checkDeceased = async (
  episodes: DeceasedReader,
  { facts, actions, stored: { childId, episode } }: KnownRecord,
): Promise<readonly Checked[]> => {
  if (childId === null) return [];
  const { episodeId } = episode;
  const before = findLastCheck(actions, 'deceased-check');
  const deceased = await episodes.isFoundDead(childId, episodeId);
  const contradicted = !deceased && (await isContradicted(episodes, before, childId, episodeId));
  const { deceased: was, contradicted: wasContradicted } = before ?? NEVER;
  if (deceased === was && contradicted === wasContradicted) return [];
  return [
    {
      detail: { kind: 'deceased-check', deceased, contradicted },
      corrects: before?.actionId ?? null,
      notificationId: findWorkedFor(sortFacts(facts)),
    },
  ];
};

const NEVER = { deceased: false, contradicted: false };

/** Whether the task is withdrawn for what is known of other episodes, where that is not as it was last seen. */
export const checkWithdrawal = async (
  episodes: DuplicateReader & DeceasedReader,
  record: KnownRecord,
): Promise<readonly Checked[]> => [
  ...(await checkDuplicate(episodes, record)),
  ...(await checkDeceased(episodes, record)),
];
