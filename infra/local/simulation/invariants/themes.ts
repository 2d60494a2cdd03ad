import type { Directory } from '../../../../shared/directory/directory.ts';
import type { Action } from '../../../../shared/episodes/action.ts';
import type { Debrief } from '../../../../shared/episodes/debrief.ts';
import { readAs } from '../send-form.ts';
import type { Worker, World } from '../world.ts';
import type { StoredEpisodeItems, StoredItems } from './stored-items.ts';
import { requireThat, type Violation } from './violation.ts';

/** One thing that a child or parent said, counted again from the debrief by code of its own. */
interface Mention {
  readonly authority: string;
  readonly theme: string;
  readonly debriefId: string;
  readonly child: string;
}

const KINDS = ['harm', 'push', 'pull'] as const;

const formatTheme = (...words: readonly (string | null)[]): string =>
  words.filter((word) => word !== null).join(' ');

/** The debriefs that nobody corrected or retracted. */
const listCurrent = (actions: readonly Action[]): readonly string[] => {
  const replaced = new Set(actions.map(({ corrects }) => corrects));
  return actions.flatMap((action) =>
    action.kind === 'debrief' && !replaced.has(action.actionId) ? [action.debriefId] : [],
  );
};

/** By its sector where a locality names it, else by its district. */
const findLocality = (
  { authorities }: Directory,
  postcode: string,
): { authority: string; locality: string } | null => {
  const [district = '', end = ''] = postcode.split(' ');
  for (const wanted of [`${district} ${end.charAt(0)}`, district])
    for (const { code, localities } of authorities)
      for (const { id, postcodes } of localities)
        if (postcodes.includes(wanted)) return { authority: code, locality: id };
  return null;
};

const listMentions = (
  one: StoredEpisodeItems,
  nameChild: StoredItems['nameChild'],
  directory: Directory,
): readonly Mention[] => {
  const current = listCurrent(one.actions);
  return one.debriefs
    .filter(({ debriefId }) => current.includes(debriefId))
    .flatMap((debrief) => listMentionsIn(debrief, one, nameChild, directory));
};

const listMentionsIn = (
  debrief: Debrief,
  { episodeId, stored }: StoredEpisodeItems,
  nameChild: StoredItems['nameChild'],
  directory: Directory,
): readonly Mention[] => {
  if (stored === null) return [];
  const { responsibleAuthority: owner, locality } = stored.episode;
  const home = { authority: owner, locality: locality ?? 'unknown' };
  const child = stored.childId === null ? episodeId : nameChild(stored.childId);
  const mention = (place: string | null, kind: string, ...words: readonly string[]): Mention => {
    const outside = { authority: owner, locality: 'outside' };
    const where = place === null ? home : (findLocality(directory, place) ?? outside);
    const theme = formatTheme(kind, where.locality, ...words);
    return { authority: where.authority, theme, debriefId: debrief.debriefId, child };
  };
  const { push = [], pull = [] } = debrief.sections;
  return [
    ...debrief.items.map(({ harm, context, place }) =>
      mention(place?.postcode ?? null, 'harm', harm, context),
    ),
    ...[...new Set(push)].map((factor) => mention(null, 'push', factor)),
    ...[...new Set(pull)].map((factor) => mention(null, 'pull', factor)),
  ];
};

const formatCounts = (theme: string, items: number, debriefs: number, children: number): string =>
  `${theme}: ${items} items, ${debriefs} debriefs, ${children} children`;

const recount = (mentions: readonly Mention[]): readonly string[] =>
  [...Map.groupBy(mentions, ({ theme }) => theme)].map(([theme, alike]) =>
    formatCounts(
      theme,
      alike.length,
      new Set(alike.map(({ debriefId }) => debriefId)).size,
      new Set(alike.map(({ child }) => child)).size,
    ),
  );

interface Themes {
  readonly groups: readonly {
    readonly group: Readonly<Record<'locality' | 'harm' | 'context' | 'factor', string | null>>;
    readonly counts: {
      readonly items: number;
      readonly debriefs: number;
      readonly children: number;
    };
  }[];
}

const readShown = async (world: World, reader: Worker): Promise<readonly string[]> => {
  const shown: string[] = [];
  for (const kind of KINDS) {
    const path = `/api/v1/themes?authority=${reader.authority}&kind=${kind}`;
    const { groups } = (await readAs<Themes>(world, reader, path)) ?? { groups: [] };
    for (const { group, counts } of groups) {
      const { locality, harm, context, factor } = group;
      const { items, debriefs, children } = counts;
      const theme = formatTheme(kind, locality, harm, context, factor);
      if (items > 0) shown.push(formatCounts(theme, items, debriefs, children));
    }
  }
  return shown;
};

const describeDifference = (shown: readonly string[], right: readonly string[]): string => {
  const more = shown.filter((one) => !right.includes(one));
  const less = right.filter((one) => !shown.includes(one));
  return `shown ${more.join(', ') || 'nothing more'}; recounted ${less.join(', ') || 'nothing more'}`;
};

/** A run lasts a few weeks, and the statistics show the last thirteen. */
export const checkThemes = async (
  world: World,
  { episodes, nameChild }: StoredItems,
  readers: readonly Worker[],
): Promise<readonly Violation[]> => {
  const mentions = episodes.flatMap((one) => listMentions(one, nameChild, world.directory));
  const ofAuthority = Map.groupBy(mentions, ({ authority }) => authority);
  const violations: Violation[] = [];
  for (const reader of readers) {
    const shown = (await readShown(world, reader)).toSorted();
    const right = recount(ofAuthority.get(reader.authority) ?? []).toSorted();
    violations.push(
      ...requireThat(
        shown.join() === right.join(),
        'The theme statistics equal a recount of the debriefs.',
        `${reader.authority}: ${describeDifference(shown, right)}`,
      ),
    );
  }
  return violations;
};
