import type { AuthorityProfile } from './authority-profile-api.ts';
import type { Episode } from '../episodes/episode.ts';
import type { Instant } from '../kernel/instant.ts';
import { localityPicture } from './rules/locality-picture.ts';
import {
  debriefsBehind,
  countInterviews,
  recordedFrom,
  raisedReferrals,
} from './rules/profile-basis.ts';
import type { Evidence } from '../themes/evidence.ts';
import { addWeeks, startOfWeek } from '../kernel/iso-week.ts';
import { findFirstDay, findLastDay, type WeekPeriod } from '../themes/week-period.ts';
import type { EpisodeStore } from '../episodes/episode-store.ts';
import type { SignalStore } from '../signals/signal-store.ts';
import type { ProfileAsked } from './profile-asked.ts';
import { OUTSIDE_LOCALITY, UNKNOWN_LOCALITY } from '../directory/authority.ts';
import { findJudgement, findState } from '../signals/signal-history.ts';
import type { Signal } from '../signals/signal.ts';
import { byQuarter, type ProfileWeeks } from './rules/comparison.ts';
import type { ThemeReader } from '../themes/theme-store.ts';
import { COUNTS_CANNOT_TELL } from '../themes/statistics-fields.ts';
import { viewPeriod } from '../themes/parse-statistics-query.ts';

/** Where what a profile tells is read. */
export interface AuthorityProfilePorts {
  readonly themes: Pick<ThemeReader, 'listEvidence'>;
  readonly signals: Pick<SignalStore, 'listSignals'>;
  readonly episodes: Pick<EpisodeStore, 'listReturned'>;
}

/** A signal that nobody closed, and that did not stand out for a year, is left out. */
const SIGNAL_WEEKS = 52;

/** The first instant of the quarter, and the first after it. */
const boundsOf = ({ quarter }: ProfileWeeks) => ({
  from: startOfWeek(quarter.from),
  until: startOfWeek(addWeeks(quarter.to, 1)),
});

const isOnMap = (locality: string): boolean =>
  locality !== UNKNOWN_LOCALITY && locality !== OUTSIDE_LOCALITY;

/** What was read: the evidence of the locality, and of the whole authority. */
interface Read {
  readonly evidence: readonly Evidence[];
  readonly ofAuthority: readonly Evidence[];
  readonly episodes: readonly Episode[];
}

const basisOf = (
  { authority, locality, weeks }: ProfileAsked,
  { evidence, ofAuthority: recorded, episodes }: Read,
): AuthorityProfile['basis'] => {
  const { now } = byQuarter(evidence, weeks);
  const told = new Set(now.map(({ taskId }) => taskId));
  const { ofAuthority, held, toldOfIt } = countInterviews(
    episodes,
    boundsOf(weeks),
    locality.id,
    told,
  );
  const ofLocality = isOnMap(locality.id) ? { held, toldOfIt } : null;
  return {
    ...debriefsBehind(now, authority.code),
    recordedFrom: recordedFrom(recorded),
    interviews: { ofAuthority, ofLocality },
  };
};

const readAll = async (
  { themes, signals, episodes }: AuthorityProfilePorts,
  { authority: { code }, locality, weeks }: ProfileAsked,
) => {
  const { quarter, both } = weeks;
  const [evidence, raised, returned] = await Promise.all([
    themes.listEvidence({ authority: code, ...both }),
    signals.listSignals(code, addWeeks(quarter.to, 1 - SIGNAL_WEEKS)),
    episodes.listReturned({
      authority: code,
      from: startOfWeek(both.from),
      to: boundsOf(weeks).until,
    }),
  ]);
  return {
    ofAuthority: evidence,
    evidence: evidence.filter((one) => one.locality === locality.id),
    signals: signalsOf(raised, locality.id, quarter),
    episodes: returned.map(({ episode }) => episode),
  };
};

const viewReferrals = (
  { locality, weeks: { quarter } }: ProfileAsked,
  episodes: readonly Episode[],
) => {
  if (!isOnMap(locality.id)) return null;
  const days = { from: findFirstDay(quarter), to: findLastDay(quarter) };
  return raisedReferrals(episodes, locality.id, days);
};

/** The profile of a locality for its own authority: everything, in full; it names no child. */
export const readAuthorityProfile = async (
  ports: AuthorityProfilePorts,
  asked: ProfileAsked,
  now: Instant,
): Promise<AuthorityProfile> => {
  const { authority, locality, weeks, catalogue } = asked;
  const read = await readAll(ports, asked);
  const { evidence, signals, episodes } = read;
  return {
    audience: 'authority',
    authority: { code: authority.code, name: authority.name },
    locality,
    asOf: now,
    limits: COUNTS_CANNOT_TELL,
    quarter: viewPeriod(weeks.quarter),
    before: viewPeriod(weeks.before),
    basis: basisOf(asked, read),
    ...localityPicture(evidence, weeks, catalogue, signals),
    signals: signals.map(viewSignal),
    done: { actions: actionsAbout(signals), referrals: viewReferrals(asked, episodes) },
  };
};

/** Signals of a locality that are open, or stood out in the quarter; none that came after it. Newest first. */
export const signalsOf = (
  signals: readonly Signal[],
  locality: string,
  quarter: WeekPeriod,
): readonly Signal[] =>
  signals
    .filter(({ localities }) => localities.includes(locality))
    .filter(({ firstWeek }) => firstWeek <= quarter.to)
    .filter(({ history, lastWeek }) => lastWeek >= quarter.from || findState(history) !== 'closed')
    .toSorted((a, b) => (a.raisedAt > b.raisedAt ? -1 : Number(a.raisedAt < b.raisedAt)));

/** A signal as a profile shows it. */
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

/** What people told that they did about these signals, newest first. */
export const actionsAbout = (signals: readonly Signal[]): AuthorityProfile['done']['actions'] =>
  signals
    .flatMap(({ signalId, sentence, history }) =>
      history.flatMap((event) =>
        event.kind === 'action' ? [{ at: event.at, note: event.note, signalId, sentence }] : [],
      ),
    )
    .toSorted((a, b) => (a.at > b.at ? -1 : Number(a.at < b.at)));
