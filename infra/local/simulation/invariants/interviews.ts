import type { Action } from '../../../../shared/episodes/action.ts';
import type { StoredEpisodeItems, StoredItems } from './stored-items.ts';
import { requireThat, type Violation } from './violation.ts';

type Of<Kind extends Action['kind']> = Action & { readonly kind: Kind };

const listCurrent = <Kind extends Action['kind']>(
  actions: readonly Action[],
  kind: Kind,
): readonly Of<Kind>[] => {
  const replaced = new Set(actions.map(({ corrects }) => corrects));
  return actions.filter(
    (action): action is Of<Kind> => action.kind === kind && !replaced.has(action.actionId),
  );
};

const ENDS = { child: 'completed', 'parent-or-carer': 'declined' } as const;

const checkDebriefs = ({ episodeId, actions }: StoredEpisodeItems): readonly Violation[] => {
  const ends = listCurrent(actions, 'outcome').map(({ outcome }) => outcome);
  const bereft = listCurrent(actions, 'debrief').filter(
    ({ interviewee }) => !ends.includes(ENDS[interviewee]),
  );
  return requireThat(
    bereft.length === 0,
    'A debrief stands only for an interview that was held, or for a decline.',
    episodeId,
  );
};

/** By the interview, of whatever episodes: what was said of one of them is said of all. */
const checkTimes = (episodes: readonly StoredEpisodeItems[]): readonly Violation[] => {
  const outcomes = episodes.flatMap(({ actions }) => listCurrent(actions, 'outcome'));
  const held = outcomes.filter(({ interviewId }) => interviewId !== null);
  return [...Map.groupBy(held, ({ interviewId }) => interviewId)].flatMap(([interviewId, alike]) =>
    requireThat(
      new Set(alike.map(({ happenedAt }) => happenedAt)).size === 1,
      'An interview that covers several tasks has one time.',
      String(interviewId),
    ),
  );
};

/** What a correction of one outcome leaves on others. */
export const checkInterviews = ({ episodes }: StoredItems): readonly Violation[] => [
  ...episodes.flatMap(checkDebriefs),
  ...checkTimes(episodes),
];
