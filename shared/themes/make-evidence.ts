import type { Directory } from '../directory/directory.ts';
import { hash } from '../kernel/hash.ts';
import type { Evidence, EvidenceVersion } from './evidence.ts';
import type { Debrief } from '../episodes/debrief.ts';
import type { Episode, StoredEpisode } from '../episodes/episode.ts';
import type { IntelligenceItem } from '../intelligence/item.ts';
import { weekOf } from '../kernel/iso-week.ts';
import type { Theme } from './theme.ts';
import { chooseEvidenceLocality, findPlaceArea } from './evidence-locality.ts';
import type { EpisodeStore } from '../episodes/episode-store.ts';

/** What the facts of an episode say now. */
export interface MadeEvidence {
  readonly evidence: readonly Evidence[];
  readonly version: EvidenceVersion;
}

const evidenceIn = async (
  episodes: Pick<EpisodeStore, 'readDebrief'>,
  { episode, childId }: StoredEpisode,
  directory: Directory,
): Promise<readonly Evidence[]> => {
  const debriefId = episode.task?.debriefId ?? null;
  if (debriefId === null) return [];
  // It was written with the state that names it, and is never changed: read after it, it is there.
  const debrief = await episodes.readDebrief(episode.episodeId, debriefId);
  if (debrief === null) throw new Error('A debrief that stands is not in the table.');
  return createEvidence({ episode, childId, debrief }, directory);
};

/**
 * Makes the evidence of an episode from its state and standing debrief. An episode that is cancelled keeps it: what a
 * child told stays told. Without an episode, or a debrief, there is none.
 */
export const makeEvidence = async (
  episodes: Pick<EpisodeStore, 'readState' | 'readDebrief'>,
  episodeId: string,
  directory: Directory,
): Promise<MadeEvidence> => {
  const stored = await episodes.readState(episodeId);
  const evidence = stored === null ? [] : await evidenceIn(episodes, stored, directory);
  const evidenceHash = hash('evidence', JSON.stringify(evidence));
  return { evidence, version: { hash: evidenceHash, episodeVersion: stored?.version ?? 0 } };
};

/** The facts that evidence is made of: an episode, whose child it is, and its standing debrief. */
export interface EvidenceFacts {
  readonly episode: Pick<Episode, 'episodeId' | 'responsibleAuthority' | 'locality'>;
  /** Null while nobody knows who the child is: then children are told apart by their episodes. */
  readonly childId: string | null;
  readonly debrief: Debrief;
}

/** One thing of a debrief that counts. */
interface Piece {
  /** What of the debrief it is, so that its id follows. */
  readonly which: string;
  readonly theme: Theme;
  readonly item: IntelligenceItem | null;
}

const pieceOfItem = (item: IntelligenceItem): Piece => ({
  which: `item/${item.number}`,
  theme: { kind: 'harm', harm: item.harm, context: item.context },
  item,
});

const piecesOf = ({ items, sections }: Debrief): readonly Piece[] => [
  ...items.map(pieceOfItem),
  ...(['push', 'pull'] as const).flatMap((kind) =>
    [...new Set(sections[kind])].map((factor) => ({
      which: `${kind}/${factor}`,
      theme: { kind, factor },
      item: null,
    })),
  ),
];

const codesOf = (item: IntelligenceItem | null): Evidence['item'] => {
  if (item === null) return null;
  const { harm: _, context: __, ...codes } = item;
  return codes;
};

const childAreaOf = ({ responsibleAuthority, locality }: EvidenceFacts['episode']) =>
  locality === null ? null : { authority: responsibleAuthority, locality };

/**
 * What a debrief says of localities: one piece of evidence for each intelligence item and each coded push and pull
 * factor, in the ISO week, in London, in which it was told. The same facts give the same evidence, with the same ids.
 */
export const createEvidence = (facts: EvidenceFacts, directory: Directory): readonly Evidence[] => {
  const { episode, childId, debrief } = facts;
  const { debriefId, taskId, interviewee, heldAt } = debrief;
  const owner = episode.responsibleAuthority;
  const childArea = childAreaOf(episode);
  return piecesOf(debrief).map(({ which, theme, item }) => {
    const placeArea = findPlaceArea(directory, item?.place ?? null);
    return {
      evidenceId: `evi-${hash('evidence', debriefId, which)}`,
      ...chooseEvidenceLocality({ owner, placeArea, childArea }),
      week: weekOf(heldAt),
      theme,
      episodeId: episode.episodeId,
      taskId,
      debriefId,
      owner,
      childKey: childId ?? episode.episodeId,
      interviewee,
      disclosedAt: heldAt,
      placeArea,
      childArea,
      item: codesOf(item),
    };
  });
};
