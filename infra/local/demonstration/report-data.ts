import { HOUR_MS } from '../../../shared/kernel/instant.ts';
import type { Chance } from './chance.ts';
import type { Child } from './child.ts';
import type { Course } from './course.ts';
import { drawPhone } from './identifiers.ts';
import { writeInLondon } from './london.ts';
import { OFFICER_NAMES } from './names.ts';
import { pickPlace, type ToldPlace } from './places.ts';
import { CIRCUMSTANCES, FLAGS } from './wordings.ts';
import { RISK_FLAGS, type RiskLevel } from '../../../shared/police-contract/allowed-values.ts';

/** Members of `data` of a message, as JSON. */
export type Members = Readonly<Record<string, unknown>>;

/** Writes the lowest level as older systems do, now and then. */
export const writeRiskLevel = (chance: Chance, level: RiskLevel): string =>
  level === 'very-low' ? chance.weigh({ 'very-low': 4, 'no-apparent-risk': 3, absent: 3 }) : level;

/** When and where the child was last seen, some time before `before`. */
export const drawLastSeen = (
  chance: Chance,
  places: readonly ToldPlace[],
  before: number,
): Members => ({
  at: writeInLondon(before - Math.floor(chance.spread(0.2, 6) * 60) * (HOUR_MS / 60)),
  place: pickPlace(chance, places),
});

/** An officer nobody could ring. */
export const drawOfficer = (chance: Chance): Members => ({
  name: `PC ${chance.integer(1000, 9999)} ${chance.pick(OFFICER_NAMES)}`,
  contact: drawPhone(chance),
});

const livesAt = ({ homePostcode }: Child): Members =>
  homePostcode === null ? {} : { place: { postcode: homePostcode, type: 'private-address' } };

const drawMissingFrom = (chance: Chance, child: Child, places: readonly ToldPlace[]): Members => {
  if (child.homePostcode === null) return { kind: 'other' };
  const elsewhere = chance.weigh({ none: 82, school: 11, health: 3, other: 4 });
  if (elsewhere !== 'none') return { kind: elsewhere, place: pickPlace(chance, places) };
  if (child.careHome === null) {
    return {
      kind: child.lookedAfter ? 'care' : 'home',
      ...(child.lookedAfter ? { name: 'Foster placement' } : {}),
      ...livesAt(child),
    };
  }
  const { name, urn, postcode } = child.careHome;
  return { kind: 'care', name, urn, place: { postcode, type: 'childrens-home' } };
};

const authoritiesOf = (child: Child): Members =>
  child.tellsAuthorities
    ? { responsibleAuthority: child.responsibleAuthority, hostAuthority: child.area.authority }
    : {};

/** The members that every message of a report repeats; drawn once an episode. */
export const drawReport = (
  chance: Chance,
  course: Course,
  places: readonly ToldPlace[],
): Members => {
  const { child } = course;
  const riskFlags = RISK_FLAGS.filter((flag) => chance.happens(FLAGS[flag]));
  return {
    reportedAt: writeInLondon(course.reportedAt),
    category: course.category,
    riskLevel: writeRiskLevel(chance, course.riskLevel),
    ...(riskFlags.length > 0 ? { riskFlags } : {}),
    lastSeen: drawLastSeen(chance, places, course.reportedAt),
    missingFrom: drawMissingFrom(chance, child, places),
    child: course.withoutIdentifiers ? child.toldWithoutIdentifiers : child.told,
    ...(child.lookedAfter || chance.happens(0.7) ? { lookedAfter: child.lookedAfter } : {}),
    ...authoritiesOf(child),
    circumstances: chance.pick(CIRCUMSTANCES),
    officer: drawOfficer(chance),
  };
};
