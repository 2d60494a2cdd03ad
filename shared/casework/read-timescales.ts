import { DAY_MS, measureElapsedMs, type Instant } from '../kernel/instant.ts';
import { findInstantInLondon, findNextDay } from '../kernel/london-time.ts';
import { refuseParameter, type Result } from '../kernel/result.ts';
import type { Caller } from '../access/caller.ts';
import { listRequestedAuthorities } from '../directory/caller-scope.ts';
import type { Directory } from '../directory/directory.ts';
import type { EpisodeStore } from '../episodes/episode-store.ts';
import { countTimescales, groupTimescales } from './count-timescales.ts';
import type { TimescalesQuery, TimescalesView } from './timescales.ts';

interface Dependencies {
  readonly episodes: Pick<EpisodeStore, 'listReturned'>;
  readonly directory: Directory;
}

/** A year, with some days to compare. The whole period is read at once. */
const LONGEST_MS = 400 * DAY_MS;

interface Period {
  readonly from: Instant;
  readonly to: Instant;
}

/** London days: from the start of the first to the end of the last. */
const readPeriod = ({ from, to }: TimescalesQuery): Result<Period> => {
  const period = {
    from: findInstantInLondon(from, '00:00'),
    to: findInstantInLondon(findNextDay(to), '00:00'),
  };
  const length = measureElapsedMs(period.from, period.to);
  if (length <= 0)
    return refuseParameter('invalid-value', 'to', '`to` must be on or after `from`.');
  if (length <= LONGEST_MS) return { value: period };
  return refuseParameter('invalid-value', 'to', 'Enter a period of at most 400 days.');
};

export const readTimescales = async (
  { episodes, directory }: Dependencies,
  query: TimescalesQuery,
  caller: Caller,
  now: Instant,
): Promise<Result<TimescalesView>> => {
  const { authority, by } = query;
  const scope = listRequestedAuthorities(caller, authority, directory);
  if ('refusal' in scope) return scope;
  const period = readPeriod(query);
  if ('refusal' in period) return period;
  const stored = await episodes.listReturned({ authority, ...period.value });
  const returned = stored.map(({ episode }) => episode);
  return {
    value: {
      authority,
      ...period.value,
      asOf: now,
      by,
      whole: countTimescales(returned, now),
      groups: [...groupTimescales(by, returned, now)],
    },
  };
};
