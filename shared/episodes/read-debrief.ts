import * as z from 'zod';
import { type Action, type Interviewee, INTERVIEWEES } from './action.ts';
import type { DebriefVersionListView, DebriefVersionView, DebriefView } from './debrief-api.ts';
import { type Debrief, takeTimeOfOutcome } from './debrief.ts';
import { type Result, NOT_FOUND, NOT_YOUR_ROLE } from '../kernel/result.ts';
import type { Caller } from '../access/caller.ts';
import { hasPermission } from '../access/roles.ts';
import { listCurrentActions, readDebriefState } from './rules/current-actions.ts';
import { ownsTask, type StoredEpisode, toEpisodeId } from './episode.ts';
import type { EpisodeStore } from './episode-store.ts';
import type { IntelligenceItem } from '../intelligence/item.ts';
import type { IntelligenceItemView } from '../intelligence/item-api.ts';

type DebriefReader = Pick<EpisodeStore, 'read' | 'readDebrief' | 'readTexts'>;

export const debriefQuerySchema = z.strictObject({
  interviewee: z.enum(INTERVIEWEES).optional().meta({
    description:
      'Whose debrief. If you leave it out: of the child, or of the parent or carer where there is no other.',
  }),
});
export type DebriefQuery = z.infer<typeof debriefQuerySchema>;

type DebriefAction = Action & { readonly kind: 'debrief' };

const isDebrief = <One extends Action>(action: One): action is One & DebriefAction =>
  action.kind === 'debrief';

const findCurrentDebrief = (
  actions: readonly Action[],
  interviewee?: Interviewee,
): DebriefAction | null => {
  const current = listCurrentActions(actions).filter(isDebrief);
  const of = (wanted: Interviewee) => current.findLast((one) => one.interviewee === wanted) ?? null;
  return interviewee === undefined ? (of('child') ?? of('parent-or-carer')) : of(interviewee);
};

export interface SubmittedDebrief {
  readonly action: DebriefAction;
  readonly debrief: Debrief;
  readonly texts: Texts;
}

const readSubmitted = async (
  episodes: Omit<DebriefReader, 'read'>,
  episodeId: string,
  action: DebriefAction,
): Promise<SubmittedDebrief | null> => {
  const [debrief, texts] = await Promise.all([
    episodes.readDebrief(episodeId, action.debriefId),
    episodes.readTexts(episodeId, action.actionId),
  ]);
  return debrief && { action, debrief, texts };
};

/** The current one, of the child first where nobody is named. Null when there is none. */
export const readCurrentDebrief = async (
  episodes: Omit<DebriefReader, 'read'>,
  { episode: { episodeId, task } }: StoredEpisode,
  actions: readonly Action[],
  interviewee?: Interviewee,
): Promise<SubmittedDebrief | null> => {
  const action = findCurrentDebrief(actions, interviewee);
  const read = action && (await readSubmitted(episodes, episodeId, action));
  return read && { ...read, debrief: takeTimeOfOutcome(read.debrief, task) };
};

const viewDebrief = ({ action, debrief, texts }: SubmittedDebrief): DebriefView => {
  const { actionId, by, recordedAt } = action;
  const sections = Object.fromEntries(
    Object.entries(debrief.sections).map(([section, codes]) => [section, [...codes]]),
  );
  const items = viewItems(debrief.items, texts);
  return { ...debrief, sections, items, actionId, by, recordedAt, texts: omitItemTexts(texts) };
};

const readOwnRecord = async (
  { episodes }: { readonly episodes: DebriefReader },
  taskId: string,
  caller: Caller,
) => {
  if (!hasPermission(caller, 'readDebriefs')) return NOT_YOUR_ROLE;
  const { stored, actions } = await episodes.read(toEpisodeId(taskId));
  return stored === null || !ownsTask(caller, stored.episode)
    ? NOT_FOUND
    : { value: { stored, actions } };
};

/** For the responsible authority only. */
export const readDebrief = async (
  dependencies: { readonly episodes: DebriefReader },
  taskId: string,
  { interviewee }: DebriefQuery,
  caller: Caller,
): Promise<Result<DebriefView>> => {
  const read = await readOwnRecord(dependencies, taskId, caller);
  if ('refusal' in read) return read;
  const { stored, actions } = read.value;
  const submitted = await readCurrentDebrief(dependencies.episodes, stored, actions, interviewee);
  return submitted === null ? NOT_FOUND : { value: viewDebrief(submitted) };
};

const viewVersion = (
  submitted: SubmittedDebrief,
  actions: readonly Action[],
  reasons: ReadonlyMap<string, string | null>,
): DebriefVersionView => {
  const { actionId } = submitted.action;
  const later = actions.find(({ corrects }) => corrects === actionId);
  return {
    ...viewDebrief(submitted),
    state: readDebriefState(submitted.debrief.debriefId, actions),
    replaced:
      later === undefined
        ? null
        : {
            actionId: later.actionId,
            by: later.by,
            at: later.recordedAt,
            reason: reasons.get(later.actionId) ?? null,
          },
  };
};

const readReason = async (
  episodes: Omit<DebriefReader, 'read'>,
  episodeId: string,
  { actionId }: Action,
): Promise<readonly [string, string | null]> => {
  const { correctionReason, reason } = await episodes.readTexts(episodeId, actionId);
  return [actionId, correctionReason ?? reason ?? null];
};

/** Every debrief that was submitted, word for word, with who replaced or withdrew it and why. Oldest first. */
export const listDebriefVersions = async (
  { episodes }: { readonly episodes: DebriefReader },
  taskId: string,
  caller: Caller,
): Promise<Result<DebriefVersionListView>> => {
  const read = await readOwnRecord({ episodes }, taskId, caller);
  if ('refusal' in read) return read;
  const { stored, actions } = read.value;
  const submitted = actions.filter(isDebrief);
  const ids = new Set(submitted.map(({ actionId }) => actionId));
  const replacing = actions.filter(({ corrects }) => corrects !== null && ids.has(corrects));
  const { episodeId } = stored.episode;
  const [debriefs, reasons] = await Promise.all([
    Promise.all(submitted.map((action) => readSubmitted(episodes, episodeId, action))),
    Promise.all(replacing.map((action) => readReason(episodes, episodeId, action))),
  ]);
  const items = debriefs
    .filter((one) => one !== null)
    .map((one) => viewVersion(one, actions, new Map(reasons)));
  return { value: { taskId, items } };
};

type Texts = Readonly<Record<string, string>>;

const OF_ITEMS = 'items/';

const viewItem = (item: IntelligenceItem, texts: Texts): IntelligenceItemView => {
  const readText = (name: string): string | null =>
    texts[`${OF_ITEMS}${item.number}/${name}`] ?? null;
  return {
    ...item,
    place: item.place && { ...item.place, description: readText('place') },
    people: item.people.map((person, at) => ({
      ...person,
      nickname: readText(`people/${at + 1}/nickname`),
      description: readText(`people/${at + 1}/description`),
    })),
    online: item.online && {
      platform: item.online.platform,
      handle: readText('handle'),
      pseudonym: item.online.handle,
    },
    disclosed: readText('disclosed'),
  };
};

export const viewItems = (
  items: readonly IntelligenceItem[],
  texts: Texts,
): IntelligenceItemView[] => items.map((item) => viewItem(item, texts));

export const omitItemTexts = (texts: Texts): Record<string, string> =>
  Object.fromEntries(Object.entries(texts).filter(([name]) => !name.startsWith(OF_ITEMS)));
