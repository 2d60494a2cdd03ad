import type { Episode } from '../episodes/episode.ts';
import type { Instant } from '../kernel/instant.ts';
import { timescalesOf, type Timescales } from './timescales.ts';

/** By what timescales are told apart. */
export const TIMESCALE_GROUPINGS = [
  'none',
  'locality',
  'team',
  'looked-after',
  'placement',
  'category',
  'risk-level',
] as const;
export type TimescaleGrouping = (typeof TIMESCALE_GROUPINGS)[number];

/** The episodes that are alike in one thing; `group` is null where that is not known. */
export interface TimescalesGroup {
  readonly group: string | null;
  readonly timescales: Timescales;
}

const yesOrNo = (value: boolean | null, yes: string, no: string): string | null =>
  value === null ? null : value ? yes : no;

/** Out of area: missing from where another authority than the responsible one is the host. */
const isOutOfArea = ({ hostAuthority, responsibleAuthority }: Episode): boolean =>
  hostAuthority !== responsibleAuthority;

const GROUP_OF: Readonly<
  Record<Exclude<TimescaleGrouping, 'none'>, (episode: Episode) => string | null>
> = {
  locality: ({ locality }) => locality,
  team: ({ task }) => task?.team ?? null,
  'looked-after': ({ lookedAfter }) => yesOrNo(lookedAfter, 'looked-after', 'not-looked-after'),
  placement: (episode) => yesOrNo(isOutOfArea(episode), 'out-of-area', 'in-area'),
  category: ({ category }) => category,
  'risk-level': ({ riskLevel }) => riskLevel,
};

/** Known groups by name, then what is not known. */
const compareGroups = (a: string | null, b: string | null): number => {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return a < b ? -1 : Number(a > b);
};

/**
 * The timescales of each group, every episode in exactly one by what is known of it now. An
 * interview that covers episodes of two groups is counted in both. No groups by `none`.
 */
export const timescalesBy = (
  grouping: TimescaleGrouping,
  episodes: readonly Episode[],
  now: Instant,
): readonly TimescalesGroup[] => {
  if (grouping === 'none') return [];
  return [...Map.groupBy(episodes, GROUP_OF[grouping])]
    .sort(([a], [b]) => compareGroups(a, b))
    .map(([group, members]) => ({ group, timescales: timescalesOf(members, now) }));
};
