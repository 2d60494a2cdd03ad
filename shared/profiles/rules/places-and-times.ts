import type { AuthorityProfile } from '../authority-profile-api.ts';
import { type Code, findCode } from '../../directory/code.ts';
import type { Evidence, ItemEvidence } from '../../themes/evidence.ts';
import { findPlaceHotspots } from '../../themes/hotspots.ts';
import { findLabel } from './count-lines.ts';
import { WEEKDAYS } from '../../intelligence/item.ts';
import { countDistinct, collectMembers } from '../../themes/cell.ts';
import { DAY_BANDS, findDayBand } from '../../themes/mentions.ts';

/** A meeting cannot discuss more. */
const PLACES = 10;

export const countPlaces = (
  evidence: readonly Evidence[],
  codes: readonly Code[],
): AuthorityProfile['places'] => {
  const isPublicType = (type: string): boolean =>
    findCode(codes, 'place-type', type)?.publicPlace === true;
  return findPlaceHotspots(evidence, isPublicType)
    .slice(0, PLACES)
    .map(({ name, postcode, placeType, counts, harms }) => ({
      name,
      postcode,
      placeType,
      label: placeType === null ? 'Not disclosed' : findLabel(codes, 'place-type', placeType),
      counts,
      harms: harms.map(({ harm, children }) => ({
        harm,
        label: findLabel(codes, 'harm', harm),
        children,
      })),
    }));
};

const WEEKDAY_ORDER = [...WEEKDAYS, null];

const BAND_ORDER = [...DAY_BANDS, null];

export const countTimes = (evidence: readonly ItemEvidence[]): AuthorityProfile['times'] =>
  WEEKDAY_ORDER.flatMap((weekday) => {
    const onThatDay = evidence.filter(({ item }) => item.weekday === weekday);
    return BAND_ORDER.flatMap((band) => {
      const alike = onThatDay.filter(({ item }) => findDayBand(item.timeOfDay) === band);
      if (alike.length === 0) return [];
      const { items, children } = countDistinct([collectMembers(alike)]);
      return [{ weekday, band, items, children }];
    });
  });
