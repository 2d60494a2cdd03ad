import type { Instant } from '../../kernel/instant.ts';
import { makeFurtherEpisodeId } from '../episode.ts';
import { compareFacts, type Fact, sortFacts } from '../fact.ts';

/** One episode of a reference: its notifications, and those of the episodes before it. */
export interface Occasion {
  readonly episodeId: string;
  readonly facts: readonly Fact[];
  readonly earlier: readonly Fact[];
}

export interface SaidOfOccasions {
  /** Ids of reports that a person said open no episode. */
  readonly joined: ReadonlySet<string>;
  /** Returns that the authority knows of. */
  readonly returns: readonly Instant[];
}

type Report = Fact & { readonly kind: 'reported' };
type Return = Fact & { readonly kind: 'returned' };

/** Reports without a return between them; the first group of a reference may have none. */
type Group = readonly Report[];

const isReport = (fact: Fact): fact is Report => fact.kind === 'reported';

/** A report always has its time; only an update could clear it. */
const readReportedAt = ({ data }: Report): Instant | '' => data.reportedAt ?? '';

const compareReportedAt = (a: Report, b: Report): number => {
  const [left, right] = [readReportedAt(a), readReportedAt(b)];
  return left === right ? compareFacts(a, b) : left < right ? -1 : 1;
};

/**
 * Returns that end an occasion: not before a report, or recorded before there was any. One that lies before all reports
 * and was recorded after one of them is a mistyped time, and ends nothing.
 */
const listEnds = (
  ordered: readonly Fact[],
  reports: readonly Report[],
  returns: readonly Instant[],
): readonly Instant[] => {
  const [firstRecorded] = reports;
  const first = reports.map(readReportedAt).toSorted()[0];
  if (firstRecorded === undefined || first === undefined) return [];
  const known = returns.filter((returnedAt) => returnedAt >= first);
  const sent = ordered
    .filter((fact): fact is Return => fact.kind === 'returned')
    .filter((fact) => fact.data.returnedAt >= first || compareFacts(fact, firstRecorded) < 0)
    .map(({ data }) => data.returnedAt);
  return [...known, ...sent];
};

const groupReports = (
  reports: readonly Report[],
  ends: readonly Instant[],
  joined: ReadonlySet<string>,
): readonly Group[] => {
  const sorted = reports.toSorted(compareReportedAt);
  const groups: Report[][] = [[]];
  let from: Instant | '' = '';
  for (const report of sorted) {
    const to = readReportedAt(report);
    if (ends.some((end) => end >= from && end < to)) groups.push([]);
    groups.at(-1)?.push(report);
    from = to;
  }
  return joinGroups(groups, joined);
};

const findEarliest = (group: Group): Report | undefined => group.toSorted(compareFacts)[0];

/** A person said that a report of the group opened no episode of its own. */
const joinGroups = (groups: readonly Group[], joined: ReadonlySet<string>): readonly Group[] =>
  groups.reduce<readonly Group[]>((kept, group) => {
    const before = kept.at(-1);
    const isOpened = before === undefined || !group.some(({ id }) => joined.has(id));
    return isOpened ? [...kept, group] : [...kept.slice(0, -1), [...before, ...group]];
  }, []);

/** A child who was found and is missing again before any return was missing from the first of these reports on. */
const findFirstReportedAt = (group: Group): Instant | '' =>
  group.map(readReportedAt).toSorted()[0] ?? '';

const findLastIndex = (groups: readonly Group[], isBefore: (group: Group) => boolean): number =>
  Math.max(
    0,
    groups.findLastIndex((group) => group.length === 0 || isBefore(group)),
  );

const findByInstant = (groups: readonly Group[], instant: Instant): number =>
  findLastIndex(groups, (group) => findFirstReportedAt(group) <= instant);

const findByTime = (groups: readonly Group[], { time }: Fact): number =>
  findLastIndex(groups, (group) => (findEarliest(group)?.time ?? '') <= time);

const findGroup = (groups: readonly Group[], fact: Fact): number => {
  switch (fact.kind) {
    case 'reported':
      return groups.findIndex((group) => group.some(({ id }) => id === fact.id));
    case 'found':
      return findByInstant(groups, fact.data.foundAt);
    case 'returned':
      return findByInstant(groups, fact.data.returnedAt);
    case 'updated':
    case 'cancelled':
      return findByTime(groups, fact);
  }
};

/**
 * Which notification belongs to which episode of a reference (police contract). `first` is the id of its first one. It follows from the set of
 * notifications, and of what people say of them, never from their order or number.
 * Expects facts of one reference; in the order of the episodes, the first one being the reference's own.
 */
export const splitOccasions = (
  first: string,
  facts: readonly Fact[],
  { joined, returns }: SaidOfOccasions = { joined: new Set(), returns: [] },
): readonly Occasion[] => {
  const ordered = sortFacts(facts);
  if (ordered.length === 0) return [];
  const reports = ordered.filter(isReport);
  const groups = groupReports(reports, listEnds(ordered, reports, returns), joined);
  const byGroup = Map.groupBy(ordered, (fact) => findGroup(groups, fact));
  return groups.flatMap((group, index) => {
    const own = byGroup.get(index) ?? [];
    const opening = index === 0 ? undefined : findEarliest(group);
    const episodeId = opening === undefined ? first : makeFurtherEpisodeId(first, opening.id);
    const earlier = ordered.filter((fact) => findGroup(groups, fact) < index);
    return own.length === 0 ? [] : [{ episodeId, facts: own, earlier }];
  });
};
