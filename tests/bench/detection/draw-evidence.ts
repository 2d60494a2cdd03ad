import type { Evidence } from '../../../shared/themes/evidence.ts';
import { type IsoWeek, findStartOfWeek } from '../../../shared/kernel/iso-week.ts';
import { buildItemCodes } from '../../support/evidence.ts';
import type { InventedArea, InventedPlace } from './invent-area.ts';
import { UNKNOWN_LOCALITY } from '../../../shared/directory/authority.ts';
import type { Code } from '../../../shared/directory/code.ts';
import { type Random, createRandom } from '../../../infra/local/demonstration/random.ts';

const ITEMS_A_DEBRIEF = 3;
const WEEKS_A_YEAR = 52;
/** A child that goes missing has so many debriefs a year, on average. */
const DEBRIEFS_A_CHILD = 3;

/** The first far more often than the last, as harms, places and children are. */
const pickSkewed = <T>(list: readonly T[], chance: Random): T => {
  const drawn = list[Math.floor(list.length * chance.uniform(0, 1) ** 2)];
  if (drawn === undefined) throw new Error('Nothing to pick from.');
  return drawn;
};

const codesOf = (codes: readonly Code[], list: Code['list']): readonly string[] =>
  codes.filter((code) => code.list === list).map(({ code }) => code);

const placeOf = ({ places, authority }: InventedArea, chance: Random) => {
  const known = chance.uniform(0, 1);
  if (known < 0.5 && places.length > 0) return pickSkewed(places, chance);
  if (known < 0.9) return { locality: pickSkewed(authority.localities, chance).id };
  return { locality: UNKNOWN_LOCALITY };
};

const isPlace = (place: InventedPlace | { readonly locality: string }): place is InventedPlace =>
  'point' in place;

/** One item of a debrief: half of them at a point, two fifths somewhere in a locality, the rest nobody knows where. */
const drawItem = (
  area: InventedArea,
  codes: readonly Code[],
  about: Pick<Evidence, 'week' | 'debriefId' | 'childKey'> & { readonly number: number },
  chance: Random,
): Evidence => {
  const { code: authority } = area.authority;
  const place = placeOf(area, chance);
  const { number, ...told } = about;
  const spot = isPlace(place)
    ? { name: `Place ${place.key}`, postcode: null, point: place.point, key: place.key }
    : null;
  return {
    ...told,
    authority,
    owner: authority,
    locality: place.locality,
    evidenceId: `evi-${told.debriefId}-${number}`,
    episodeId: `ep-${told.debriefId}`,
    taskId: `rhi-${told.debriefId}`,
    theme: {
      kind: 'harm',
      harm: pickSkewed(codesOf(codes, 'harm'), chance),
      context: chance.pick(codesOf(codes, 'context')),
    },
    interviewee: chance.happens(0.95) ? 'child' : 'parent-or-carer',
    disclosedAt: findStartOfWeek(told.week),
    placeArea: null,
    childArea: null,
    item: buildItemCodes({
      number,
      place: spot,
      placeType: chance.pick(codesOf(codes, 'place-type')),
    }),
  };
};

/** What the children of an invented area told in one week: always the same, and nothing in it but chance. */
export const drawWeek = (
  area: InventedArea,
  codes: readonly Code[],
  week: IsoWeek,
): readonly Evidence[] => {
  const { size } = area;
  const chance = createRandom('detection', size.name, week);
  const expected = size.debriefsAYear / WEEKS_A_YEAR;
  const debriefs = Math.floor(expected * chance.uniform(0.8, 1.2) + chance.uniform(0, 1));
  const children = Math.ceil(size.debriefsAYear / DEBRIEFS_A_CHILD);
  return Array.from({ length: debriefs }, (_, at) => {
    const child = Math.floor(children * chance.uniform(0, 1) ** 2);
    const about = { week, debriefId: `deb-${week}-${at}`, childKey: `child-${child}` };
    return Array.from({ length: ITEMS_A_DEBRIEF }, (__, number) =>
      drawItem(area, codes, { ...about, number: number + 1 }, chance),
    );
  }).flat();
};
