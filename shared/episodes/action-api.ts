import * as z from 'zod';
import type { Immutable } from '../kernel/immutable.ts';
import { type Action, buildActionSchema, recordedFields } from './action.ts';
import type { EpisodeStore } from './episode-store.ts';
import { DEBRIEF_STATES, readDebriefState } from './rules/current-actions.ts';

export const actionViewSchema = buildActionSchema(
  {
    ...recordedFields,
    current: z.boolean().meta({ description: 'False once it was corrected or retracted.' }),
    texts: z.record(z.string(), z.string()).meta({
      description:
        'Free text by name, for the responsible authority. The text of a debrief is read with the debrief.',
    }),
  },
  {
    debrief: z.enum(DEBRIEF_STATES).meta({
      description:
        'Whether its debrief was corrected or withdrawn since. A report that was sent is not recalled.',
    }),
  },
).meta({ id: 'Action' });
export type ActionView = Immutable<z.infer<typeof actionViewSchema>>;

/** By action id, then by the name of the text. */
export type ActionTexts = ReadonlyMap<string, Readonly<Record<string, string>>>;

/**
 * A debrief has its own route and permission. Only the reason for its correction is part of the
 * history.
 */
const chooseShownTexts = (
  { kind }: Action,
  texts: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> =>
  kind === 'debrief'
    ? Object.fromEntries(Object.entries(texts).filter(([name]) => name === 'correctionReason'))
    : texts;

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
        return [action.actionId, chooseShownTexts(action, texts)];
      }),
    ),
  );
};

const viewDetail = (
  { contentHash: _, notificationId: __, ...action }: Action,
  all: readonly Action[],
) =>
  action.kind === 'intelligence-report'
    ? { ...action, debrief: readDebriefState(action.debriefId, all) }
    : action;

/** `all`: the actions of the episode, which show whether one was corrected or retracted. */
export const viewActions = (
  actions: readonly Action[],
  all: readonly Action[],
  texts: ActionTexts,
): readonly ActionView[] => {
  const corrected = new Set(all.map(({ corrects }) => corrects));
  return actions.map((action) => ({
    ...viewDetail(action, all),
    current: !corrected.has(action.actionId),
    texts: { ...texts.get(action.actionId) },
  }));
};
