import type { Instant } from '../kernel/instant.ts';
import { CORE_TABLE } from '../platform/names.ts';
import type { ReturnedQuery } from './ports.ts';
import type { StoredEpisode } from './stored-episode.ts';
import type { Table } from '../database/table.ts';
import { returnList } from './list-keys.ts';
import { readState } from './stored-episodes.ts';

/** The months, `YYYY-MM` of UTC, that a stretch of time touches. */
const monthsOf = (from: Instant, to: Instant): readonly string[] => {
  const months: string[] = [];
  let [year, month] = [Number(from.slice(0, 4)), Number(from.slice(5, 7))];
  for (;;) {
    const name = `${String(year)}-${String(month).padStart(2, '0')}`;
    if (name > to.slice(0, 7)) return months;
    months.push(name);
    month += 1;
    if (month === 13) [year, month] = [year + 1, 1];
  }
};

/** Whoever returned from `from` on and before `to`, by time of return; decided on the items themselves. */
export const listReturned = async (
  table: Table,
  { authority, from, to }: ReturnedQuery,
): Promise<readonly StoredEpisode[]> => {
  const found: StoredEpisode[] = [];
  for (const month of monthsOf(from, to)) {
    const entries = await table.readIndex({
      index: CORE_TABLE.indexes.returnsByAuthority,
      partition: returnList(authority, month),
      from,
      to,
      order: 'ascending',
      limit: Infinity,
    });
    const items = await table.getMany(entries.map(({ key }) => key));
    found.push(...items.map(readState));
  }
  return found.filter(({ episode }) => {
    const returnedAt = episode.task?.returnedAt ?? null;
    const belongs = episode.responsibleAuthority === authority && returnedAt !== null;
    return belongs && returnedAt >= from && returnedAt < to;
  });
};
