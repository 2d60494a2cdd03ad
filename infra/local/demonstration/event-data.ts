import { type RiskLevel, RISK_LEVELS } from '../../../shared/kernel/risk-level.ts';
import { HOUR_MS, MINUTE_MS } from '../../../shared/kernel/instant.ts';
import { RISK_FLAGS } from '../../../shared/police-contract/allowed-values.ts';
import type { Child } from './child.ts';
import { generatePhone } from './identifiers.ts';
import { OFFICER_NAMES } from './names.ts';
import { pickPlace, type Place } from './places.ts';
import { CIRCUMSTANCES, FLAGS, NEWS, FINDERS, INTERVIEW_SUMMARIES } from './wordings.ts';
import type { Random } from './random.ts';
import type { Timeline } from './timeline.ts';
import { formatInLondon } from './rhythm.ts';

export type Fields = Readonly<Record<string, unknown>>;

export const writeRiskLevel = (random: Random, level: RiskLevel): string =>
  level === 'very-low'
    ? random.pickWeighted({ 'very-low': 4, 'no-apparent-risk': 3, absent: 3 })
    : level;

export const generateLastSeen = (
  random: Random,
  places: readonly Place[],
  before: number,
): Fields => ({
  at: formatInLondon(before - Math.floor(random.logUniform(0.2, 6) * 60) * (HOUR_MS / 60)),
  place: pickPlace(random, places),
});

/** The telephone number is from the range that Ofcom reserves for drama. */
export const generateOfficer = (random: Random): Fields => ({
  name: `PC ${random.integer(1000, 9999)} ${random.pick(OFFICER_NAMES)}`,
  contact: generatePhone(random),
});

const readHomePlace = ({ homePostcode }: Child): Fields =>
  homePostcode === null ? {} : { place: { postcode: homePostcode, type: 'private-address' } };

const generateMissingFrom = (random: Random, child: Child, places: readonly Place[]): Fields => {
  if (child.homePostcode === null) return { kind: 'other' };
  const elsewhere = random.pickWeighted({ none: 82, school: 11, health: 3, other: 4 });
  if (elsewhere !== 'none') return { kind: elsewhere, place: pickPlace(random, places) };
  if (child.careHome === null) {
    return {
      kind: child.lookedAfter ? 'care' : 'home',
      ...(child.lookedAfter ? { name: 'Foster placement' } : {}),
      ...readHomePlace(child),
    };
  }
  const { name, urn, postcode } = child.careHome;
  return { kind: 'care', name, urn, place: { postcode, type: 'childrens-home' } };
};

const readAuthorities = (child: Child): Fields =>
  child.statesAuthorities
    ? { responsibleAuthority: child.responsibleAuthority, hostAuthority: child.area.authority }
    : {};

export const generateReport = (
  random: Random,
  timeline: Timeline,
  places: readonly Place[],
): Fields => {
  const { child } = timeline;
  const riskFlags = RISK_FLAGS.filter((flag) => random.happens(FLAGS[flag]));
  return {
    reportedAt: formatInLondon(timeline.reportedAt),
    category: timeline.category,
    riskLevel: writeRiskLevel(random, timeline.riskLevel),
    ...(riskFlags.length > 0 ? { riskFlags } : {}),
    lastSeen: generateLastSeen(random, places, timeline.reportedAt),
    missingFrom: generateMissingFrom(random, child, places),
    child: timeline.withoutIdentifiers ? child.detailsWithoutIdentifiers : child.details,
    ...(child.lookedAfter || random.happens(0.7) ? { lookedAfter: child.lookedAfter } : {}),
    ...readAuthorities(child),
    circumstances: random.pick(CIRCUMSTANCES),
    officer: generateOfficer(random),
  };
};

export interface Update {
  readonly data: Fields;
  readonly riskLevel: RiskLevel;
}

const regrade = (random: Random, level: RiskLevel): RiskLevel => {
  const up = random.happens(0.6) ? 1 : -1;
  const at = RISK_LEVELS.indexOf(level);
  return RISK_LEVELS[at + up] ?? RISK_LEVELS[at - up] ?? level;
};

const UPDATES = {
  risk: 44,
  sighting: 26,
  news: 12,
  officer: 9,
  flags: 4,
  category: 3,
  clearing: 2,
};

export const generateUpdate = (
  random: Random,
  timeline: Timeline,
  riskLevel: RiskLevel,
  at: number,
  places: readonly Place[],
): Update => {
  const same = (data: Fields): Update => ({ data, riskLevel });
  const kind = random.pickWeighted(UPDATES);
  if (kind === 'risk') {
    const next = regrade(random, riskLevel);
    return { data: { riskLevel: writeRiskLevel(random, next) }, riskLevel: next };
  }
  if (kind === 'sighting') return same({ lastSeen: generateLastSeen(random, places, at) });
  if (kind === 'officer') return same({ officer: generateOfficer(random) });
  if (kind === 'flags') return same({ riskFlags: [random.pick(RISK_FLAGS)] });
  if (kind === 'clearing') return same({ officer: null });
  if (kind === 'category' && timeline.child.lookedAfter) {
    const category = timeline.category === 'missing' ? 'away-from-placement' : 'missing';
    return same({ category });
  }
  return same({ circumstances: random.pick(NEWS) });
};

export const generateFound = (
  random: Random,
  foundAt: number,
  places: readonly Place[],
): Fields => ({
  foundAt: formatInLondon(foundAt),
  ...(random.happens(0.8) ? { place: pickPlace(random, places) } : {}),
  foundBy: random.pick(FINDERS),
});

/** Held between the return and the message, or not held yet. */
const generatePreventionInterview = (random: Random, returnedAt: number, at: number): Fields =>
  at - returnedAt > 40 * MINUTE_MS && random.happens(0.8)
    ? {
        held: true,
        at: formatInLondon(returnedAt + random.integer(10, 39) * MINUTE_MS),
        summary: random.pick(INTERVIEW_SUMMARIES),
      }
    : { held: false };

const readReturnedTo = ({ child }: Timeline): Fields =>
  child.careHome === null
    ? {
        kind: child.lookedAfter ? 'care' : 'home',
        ...(child.homePostcode === null ? {} : { place: { postcode: child.homePostcode } }),
      }
    : {
        kind: 'care',
        name: child.careHome.name,
        place: { postcode: child.careHome.postcode, type: 'childrens-home' },
      };

/** `foundAt` is null when a separate `found` message said so. */
export const generateReturned = (
  random: Random,
  timeline: Timeline,
  times: { returnedAt: number; foundAt: number | null; at: number },
): Fields => ({
  returnedAt: formatInLondon(times.returnedAt),
  ...(times.foundAt === null ? {} : { foundAt: formatInLondon(times.foundAt) }),
  returnedTo: readReturnedTo(timeline),
  ...(random.happens(0.6) ? { harmDisclosed: random.happens(0.12) } : {}),
  ...(random.happens(0.7)
    ? { preventionInterview: generatePreventionInterview(random, times.returnedAt, times.at) }
    : {}),
});
