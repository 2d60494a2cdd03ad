import type { Directory } from '../directory/directory.ts';
import { type Debrief, takeTimeOfOutcome } from '../episodes/debrief.ts';
import { type Episode, type StoredEpisode, toTaskId } from '../episodes/episode.ts';
import { readFirstId } from '../episodes/episode-items.ts';
import type { EpisodeStore } from '../episodes/episode-store.ts';
import { showChildId } from '../episodes/rules/child-matches.ts';
import type { IntelligenceItem } from '../intelligence/item.ts';
import { hash } from '../kernel/hash.ts';
import { findWeek } from '../kernel/iso-week.ts';
import { chooseEvidenceLocality, findPlaceArea } from './evidence-locality.ts';
import type { Evidence, EvidenceVersion } from './evidence.ts';
import type { Theme } from './theme.ts';

export interface MadeEvidence {
  readonly evidence: readonly Evidence[];
  readonly version: EvidenceVersion;
}

export interface EvidenceFacts {
  readonly episode: Pick<Episode, 'episodeId' | 'responsibleAuthority' | 'locality'>;
  /** Null while the child is not identified: then each episode counts as a child. */
  readonly childId: string | null;
  readonly debrief: Debrief;
}

interface Piece {
  /** Names it within the debrief: the id of the evidence is derived from it. */
  readonly which: string;
  readonly theme: Theme;
  readonly item: IntelligenceItem | null;
}

const listPieces = ({ items, sections }: Debrief): readonly Piece[] => [
  ...items.map((item): Piece => ({
    which: `item/${item.number}`,
    theme: { kind: 'harm', harm: item.harm, context: item.context },
    item,
  })),
  ...(['push', 'pull'] as const).flatMap((kind) =>
    [...new Set(sections[kind])].map((factor) => ({
      which: `${kind}/${factor}`,
      theme: { kind, factor },
      item: null,
    })),
  ),
];

const omitTheme = (item: IntelligenceItem | null): Evidence['item'] => {
  if (item === null) return null;
  const { harm: _, context: __, ...rest } = item;
  return rest;
};

const findChildArea = ({ responsibleAuthority, locality }: EvidenceFacts['episode']) =>
  locality === null ? null : { authority: responsibleAuthority, locality };

/**
 * A debrief that moves to another episode of its reference gives evidence of that one: under ids of its own, since the
 * old evidence is removed by its ids, whether before or after.
 */
const nameSource = (episodeId: string, debriefId: string): readonly string[] =>
  readFirstId(episodeId) === episodeId ? [debriefId] : [episodeId, debriefId];

/**
 * One piece of evidence for each intelligence item and each coded push and pull factor of a debrief, in the ISO week of
 * the interview by the London calendar. The same facts give the same evidence with the same ids.
 */
export const createEvidence = (facts: EvidenceFacts, directory: Directory): readonly Evidence[] => {
  const { episode, childId, debrief } = facts;
  const { debriefId, interviewee, heldAt } = debrief;
  const owner = episode.responsibleAuthority;
  const childArea = findChildArea(episode);
  return listPieces(debrief).map(({ which, theme, item }) => {
    const placeArea = findPlaceArea(directory, item?.place ?? null);
    return {
      evidenceId: `evi-${hash('evidence', ...nameSource(episode.episodeId, debriefId), which)}`,
      ...chooseEvidenceLocality({ owner, placeArea, childArea }),
      week: findWeek(heldAt),
      theme,
      episodeId: episode.episodeId,
      // A debrief that was moved to another episode of the reference names the task it was written on.
      taskId: toTaskId(episode.episodeId),
      debriefId,
      owner,
      childKey: childId ?? episode.episodeId,
      interviewee,
      disclosedAt: heldAt,
      placeArea,
      childArea,
      item: omitTheme(item),
    };
  });
};

const readDebriefEvidence = async (
  episodes: Pick<EpisodeStore, 'readDebrief' | 'readChildren'>,
  { episode, childId: given }: StoredEpisode,
  directory: Directory,
): Promise<readonly Evidence[]> => {
  const current = episode.task?.debriefs ?? [];
  if (current.length === 0) return [];
  const [debriefs, children] = await Promise.all([
    Promise.all(current.map(({ debriefId }) => readExisting(episodes, episode, debriefId))),
    episodes.readChildren(given === null ? [] : [given]),
  ]);
  const childId = showChildId(given, children);
  return debriefs.flatMap((debrief) => createEvidence({ episode, childId, debrief }, directory));
};

/** It was written in one transaction with the state that names it, and is never changed. */
const readExisting = async (
  episodes: Pick<EpisodeStore, 'readDebrief'>,
  { episodeId, task }: Episode,
  debriefId: string,
): Promise<Debrief> => {
  const debrief = await episodes.readDebrief(episodeId, debriefId);
  if (debrief === null) throw new Error('The current debrief of an episode is not in the table.');
  return takeTimeOfOutcome(debrief, task);
};

/**
 * Makes the evidence of an episode from its state and current debriefs. A cancelled episode keeps its evidence: police
 * cannot withdraw what a child disclosed.
 */
export const makeEvidence = async (
  episodes: Pick<EpisodeStore, 'readState' | 'readDebrief' | 'readChildren'>,
  episodeId: string,
  directory: Directory,
): Promise<MadeEvidence> => {
  const stored = await episodes.readState(episodeId);
  const evidence = stored === null ? [] : await readDebriefEvidence(episodes, stored, directory);
  const evidenceHash = hash('evidence', JSON.stringify(evidence));
  return { evidence, version: { hash: evidenceHash, episodeVersion: stored?.version ?? 0 } };
};
