import type { Episode } from '../../episodes/episode.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { RhiTask } from '../../episodes/rhi-task.ts';

/** On how many completed interviews a profile rests. */
export interface InterviewsHeld {
  readonly ofAuthority: number;
  /** With children of the locality. */
  readonly held: number;
  /** Of these, those that told something of the locality. */
  readonly toldOfIt: number;
}

interface Held {
  readonly episode: Episode;
  readonly task: RhiTask;
}

const heldIn = (episode: Episode, from: Instant, until: Instant): readonly Held[] => {
  const { task } = episode;
  const outcome = task?.outcome;
  if (task === null || outcome?.outcome !== 'completed') return [];
  return from <= outcome.at && outcome.at < until ? [{ episode, task }] : [];
};

/** One interview may cover several episodes: the debrief then stands with its main task. */
const interviewOf = ({ task }: Held): string => task.outcome?.interviewId ?? task.taskId;
const tasksOf = ({ task }: Held): readonly string[] => [
  task.taskId,
  ...(task.outcome === null ? [] : [task.outcome.mainTaskId]),
];

/**
 * Completed interviews held from `from` until before `until`, each once; `toldTasks` are the tasks whose debrief told
 * something of the locality. A task that was withdrawn does not take back that its interview was held.
 */
export const countInterviews = (
  episodes: readonly Episode[],
  { from, until }: { readonly from: Instant; readonly until: Instant },
  locality: string,
  toldTasks: ReadonlySet<string>,
): InterviewsHeld => {
  const held = episodes.flatMap((episode) => heldIn(episode, from, until));
  const interviews = [...Map.groupBy(held, interviewOf).values()];
  const ofLocality = interviews.filter((covered) =>
    covered.some(({ episode }) => episode.locality === locality),
  );
  const told = ofLocality.filter((covered) =>
    covered.flatMap(tasksOf).some((taskId) => toldTasks.has(taskId)),
  );
  return { ofAuthority: interviews.length, held: ofLocality.length, toldOfIt: told.length };
};
