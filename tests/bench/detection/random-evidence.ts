import type { Evidence } from '../../../shared/themes/evidence.ts';
import { type IsoWeek, findStartOfWeek } from '../../../shared/kernel/iso-week.ts';
import { buildItemCodes } from '../../support/evidence.ts';
import { UNKNOWN_LOCALITY } from '../../../shared/directory/authority.ts';
import type { Code } from '../../../shared/directory/code.ts';
import { type Random, createRandom } from '../../../infra/local/demonstration/random.ts';
import type { Area, AreaPlace } from './create-area.ts';

const ITEMS_A_DEBRIEF = 3;

const WEEKS_A_YEAR = 52;

/** A child that goes missing has so many debriefs a year, on average. */
const DEBRIEFS_A_CHILD = 3;

/** The first far more often than the last, as harms, places and children are. */
const pickSkewed = <T>(list: readonly T[], random: Random): T => {
  const drawn = list[Math.floor(list.length * random.uniform(0, 1) ** 2)];
  if (drawn === undefined) throw new Error('Nothing to pick from.');
  return drawn;
};

const listCodes = (codes: readonly Code[], list: Code['list']): readonly string[] =>
  codes.filter((code) => code.list === list).map(({ code }) => code);

const pickPlace = ({ places, authority }: Area, random: Random) => {
  const known = random.uniform(0, 1);
  if (known < 0.5 && places.length > 0) return pickSkewed(places, random);
  if (known < 0.9) return { locality: pickSkewed(authority.localities, random).id };
  return { locality: UNKNOWN_LOCALITY };
};

const isPlace = (place: AreaPlace | { readonly locality: string }): place is AreaPlace =>
  'point' in place;

/** One item of a debrief: half of them at a point, two fifths somewhere in a locality, the rest at an unknown place. */
const createRandomItem = (
  area: Area,
  codes: readonly Code[],
  about: Pick<Evidence, 'week' | 'debriefId' | 'childKey'> & { readonly number: number },
  random: Random,
): Evidence => {
  const { code: authority } = area.authority;
  const place = pickPlace(area, random);
  const { number, ...source } = about;
  const publicPlace = isPlace(place)
    ? { name: `Place ${place.key}`, postcode: null, point: place.point, key: place.key }
    : null;
  return {
    ...source,
    authority,
    owner: authority,
    locality: place.locality,
    evidenceId: `evi-${source.debriefId}-${number}`,
    episodeId: `ep-${source.debriefId}`,
    taskId: `rhi-${source.debriefId}`,
    theme: {
      kind: 'harm',
      harm: pickSkewed(listCodes(codes, 'harm'), random),
      context: random.pick(listCodes(codes, 'context')),
    },
    interviewee: random.happens(0.95) ? 'child' : 'parent-or-carer',
    disclosedAt: findStartOfWeek(source.week),
    placeArea: null,
    childArea: null,
    item: buildItemCodes({
      number,
      place: publicPlace,
      placeType: random.pick(listCodes(codes, 'place-type')),
    }),
  };
};

/** What children disclosed in one week: always the same for a size, and random only. */
export const createRandomWeek = (
  area: Area,
  codes: readonly Code[],
  week: IsoWeek,
): readonly Evidence[] => {
  const { size } = area;
  const random = createRandom('detection', size.name, week);
  const expected = size.debriefsAYear / WEEKS_A_YEAR;
  const debriefs = Math.floor(expected * random.uniform(0.8, 1.2) + random.uniform(0, 1));
  const children = Math.ceil(size.debriefsAYear / DEBRIEFS_A_CHILD);
  return Array.from({ length: debriefs }, (_, at) => {
    const child = Math.floor(children * random.uniform(0, 1) ** 2);
    const about = { week, debriefId: `deb-${week}-${at}`, childKey: `child-${child}` };
    return Array.from({ length: ITEMS_A_DEBRIEF }, (__, number) =>
      createRandomItem(area, codes, { ...about, number: number + 1 }, random),
    );
  }).flat();
};
