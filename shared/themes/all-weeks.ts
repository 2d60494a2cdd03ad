import type { IsoWeek } from '../kernel/iso-week.ts';

/** Every week of which there may be evidence. */
export const ALL_WEEKS: { readonly from: IsoWeek; readonly to: IsoWeek } = {
  from: '1000-W01',
  to: '2999-W52',
};
