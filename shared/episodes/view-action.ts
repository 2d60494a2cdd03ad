import type { ActionView } from './action-view.ts';
import type { Action } from './action.ts';
import { readDebriefState } from './debrief-state.ts';
import type { EpisodeStore } from './ports.ts';

/** Free text of actions, by the action's id and the text's name. */
export type ActionTexts = ReadonlyMap<string, Readonly<Record<string, string>>>;

/** A debrief is read by itself, by those who may; why it was corrected is part of the history. */
const textsShown = (
  { kind }: Action,
  texts: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> =>
  kind === 'debrief'
    ? Object.fromEntries(Object.entries(texts).filter(([name]) => name === 'correctionReason'))
    : texts;

/** Reads the free text of those actions that have any. */
export const readActionTexts = async (
  episodes: Pick<EpisodeStore, 'readTexts'>,
  episodeId: string,
  actions: readonly Action[],
): Promise<ActionTexts> => {
  const written = actions.filter(({ texts }) => texts.length > 0);
  return new Map(
    await Promise.all(
      written.map(async (action): Promise<[string, Readonly<Record<string, string>>]> => {
        const texts = await episodes.readTexts(episodeId, action.actionId);
        return [action.actionId, textsShown(action, texts)];
      }),
    ),
  );
};

/** A report to police is not recalled: it says what became of the debrief that it was taken from. */
const viewDetail = ({ contentHash: _, ...action }: Action, all: readonly Action[]) =>
  action.kind === 'intelligence-report'
    ? {
        ...action,
        items: [...action.items],
        debrief: readDebriefState(action.debriefId, all),
      }
    : action;

/** Actions as readers see them; `all` are those of the record, which say whether one still stands. */
export const viewActions = (
  actions: readonly Action[],
  all: readonly Action[],
  texts: ActionTexts,
): ActionView[] => {
  const corrected = new Set(all.map(({ corrects }) => corrects));
  return actions.map((action) => ({
    ...viewDetail(action, all),
    current: !corrected.has(action.actionId),
    texts: { ...texts.get(action.actionId) },
  }));
};
