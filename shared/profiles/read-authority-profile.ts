import type { AuthorityProfile } from './authority-profile-api.ts';
import type { Episode } from '../episodes/episode.ts';
import type { Instant } from '../kernel/instant.ts';
import { countLocality } from './rules/locality-statistics.ts';
import { countDebriefs, countInterviews, findFirstWeek, countReferrals } from './rules/basis.ts';
import type { Evidence } from '../themes/evidence.ts';
import { addWeeks, findStartOfWeek } from '../kernel/iso-week.ts';
import { findFirstDay, findLastDay, type WeekPeriod } from '../themes/week-period.ts';
import type { EpisodeStore } from '../episodes/episode-store.ts';
import type { SignalStore } from '../signals/signal-store.ts';
import type { ProfileRequest } from './parse-profile-query.ts';
import { OUTSIDE_LOCALITY, UNKNOWN_LOCALITY } from '../directory/authority.ts';
import { findJudgement, findState } from '../signals/signal-history.ts';
import type { Signal } from '../signals/signal.ts';
import { splitByQuarter, type ProfileWeeks } from './rules/compare-quarters.ts';
import type { ThemeReader } from '../themes/theme-store.ts';
import { COUNTS_LIMITATIONS } from '../themes/statistics-fields.ts';
import { viewPeriod } from '../themes/parse-statistics-query.ts';

export interface AuthorityProfileDependencies {
  readonly themes: Pick<ThemeReader, 'listEvidence'>;
  readonly signals: Pick<SignalStore, 'listSignals'>;
  readonly episodes: Pick<EpisodeStore, 'listReturned'>;
}

/** An open signal that was last found longer ago is left out. */
const SIGNAL_WEEKS = 52;

const findBounds = ({ quarter }: ProfileWeeks) => ({
  from: findStartOfWeek(quarter.from),
  until: findStartOfWeek(addWeeks(quarter.to, 1)),
});

const isOnMap = (locality: string): boolean =>
  locality !== UNKNOWN_LOCALITY && locality !== OUTSIDE_LOCALITY;

interface Read {
  readonly evidence: readonly Evidence[];
  readonly ofAuthority: readonly Evidence[];
  readonly episodes: readonly Episode[];
}

const viewBasis = (
  { authority, locality, weeks }: ProfileRequest,
  { evidence, ofAuthority: recorded, episodes }: Read,
): AuthorityProfile['basis'] => {
  const { now } = splitByQuarter(evidence, weeks);
  const taskIds = new Set(now.map(({ taskId }) => taskId));
  const { ofAuthority, held, aboutLocality } = countInterviews(
    episodes,
    findBounds(weeks),
    locality.id,
    taskIds,
  );
  const ofLocality = isOnMap(locality.id) ? { held, aboutLocality } : null;
  return {
    ...countDebriefs(now, authority.code),
    recordedFrom: findFirstWeek(recorded),
    interviews: { ofAuthority, ofLocality },
  };
};

const readAll = async (
  { themes, signals, episodes }: AuthorityProfileDependencies,
  { authority: { code }, locality, weeks }: ProfileRequest,
) => {
  const { quarter, both } = weeks;
  const [evidence, found, returned] = await Promise.all([
    themes.listEvidence({ authority: code, ...both }),
    signals.listSignals(code, addWeeks(quarter.to, 1 - SIGNAL_WEEKS)),
    episodes.listReturned({
      authority: code,
      from: findStartOfWeek(both.from),
      to: findBounds(weeks).until,
    }),
  ]);
  return {
    ofAuthority: evidence,
    evidence: evidence.filter((one) => one.locality === locality.id),
    signals: chooseSignals(found, locality.id, quarter),
    episodes: returned.map(({ episode }) => episode),
  };
};

const viewReferrals = (
  { locality, weeks: { quarter } }: ProfileRequest,
  episodes: readonly Episode[],
) => {
  if (!isOnMap(locality.id)) return null;
  const days = { from: findFirstDay(quarter), to: findLastDay(quarter) };
  return countReferrals(episodes, locality.id, days);
};

export const readAuthorityProfile = async (
  dependencies: AuthorityProfileDependencies,
  request: ProfileRequest,
  now: Instant,
): Promise<AuthorityProfile> => {
  const { authority, locality, weeks, catalogue } = request;
  const read = await readAll(dependencies, request);
  const { evidence, signals, episodes } = read;
  return {
    audience: 'authority',
    authority: { code: authority.code, name: authority.name },
    locality,
    asOf: now,
    limits: COUNTS_LIMITATIONS,
    quarter: viewPeriod(weeks.quarter),
    before: viewPeriod(weeks.before),
    basis: viewBasis(request, read),
    ...countLocality(evidence, weeks, catalogue, signals),
    signals: signals.map(viewSignal),
    done: { actions: listActions(signals), referrals: viewReferrals(request, episodes) },
  };
};

/** Signals of a locality that are open or were found in the quarter, newest first. */
export const chooseSignals = (
  signals: readonly Signal[],
  locality: string,
  quarter: WeekPeriod,
): readonly Signal[] =>
  signals
    .filter(({ localities }) => localities.includes(locality))
    .filter(({ firstWeek }) => firstWeek <= quarter.to)
    .filter(({ history, lastWeek }) => lastWeek >= quarter.from || findState(history) !== 'closed')
    .toSorted((a, b) => (a.raisedAt > b.raisedAt ? -1 : Number(a.raisedAt < b.raisedAt)));

export const viewSignal = (signal: Signal): AuthorityProfile['signals'][number] => {
  const { signalId, sentence, figures, history, firstWeek, lastWeek, raisedAt } = signal;
  return {
    signalId,
    sentence,
    method: figures.method,
    state: findState(history),
    judgement: findJudgement(history),
    firstWeek,
    lastWeek,
    raisedAt,
  };
};

export const listActions = (signals: readonly Signal[]): AuthorityProfile['done']['actions'] =>
  signals
    .flatMap(({ signalId, sentence, history }) =>
      history.flatMap((event) =>
        event.kind === 'action' ? [{ at: event.at, note: event.note, signalId, sentence }] : [],
      ),
    )
    .toSorted((a, b) => (a.at > b.at ? -1 : Number(a.at < b.at)));
