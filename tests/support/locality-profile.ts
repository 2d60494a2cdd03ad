import type { AuthorityProfile } from '../../shared/profiles/authority-profile-api.ts';
import { addWeeks, listWeeks } from '../../shared/kernel/iso-week.ts';
import { NORFOLK } from './messages.ts';
import { at } from './facts.ts';
import { COUNTS_LIMITATIONS } from '../../shared/themes/statistics-fields.ts';

type Line = AuthorityProfile['whole'];

/** So many children now, and in the quarter before, each in a debrief of their own with one item. */
export const buildLine = (now: number, before: number, difference = 'as told'): Line => ({
  now: { items: now, debriefs: now, children: now, places: 0 },
  before: { items: before, debriefs: before, children: before, places: 0 },
  difference,
});

const NOTHING = buildLine(0, 0, 'none in either quarter');

/** A locality without disclosures, in the quarter that ended on 22 November 2026. */
export const buildProfile = (about: Partial<AuthorityProfile> = {}): AuthorityProfile => ({
  audience: 'authority',
  authority: { code: NORFOLK, name: 'Norfolk' },
  locality: { id: 'norwich', name: 'Norwich' },
  asOf: at('2026-11-23T09:30:00.000Z'),
  limits: COUNTS_LIMITATIONS,
  quarter: {
    from: '2026-08-24',
    to: '2026-11-22',
    firstWeek: '2026-W35',
    lastWeek: '2026-W47',
    weeks: 13,
  },
  before: {
    from: '2026-05-25',
    to: '2026-08-23',
    firstWeek: '2026-W22',
    lastWeek: '2026-W34',
    weeks: 13,
  },
  basis: {
    debriefs: { child: 0, 'parent-or-carer': 0 },
    ofOtherAuthorities: 0,
    recordedFrom: null,
    interviews: { ofAuthority: 0, ofLocality: { held: 0, aboutLocality: 0 } },
  },
  whole: NOTHING,
  harms: [],
  themes: [],
  push: [],
  pull: [],
  trend: {
    weeks: [...listWeeks(addWeeks('2026-W47', -25), '2026-W47')],
    children: Array.from({ length: 26 }, () => 0),
    debriefs: Array.from({ length: 26 }, () => 0),
    themes: [],
  },
  signals: [],
  done: { actions: [], referrals: [] },
  places: [],
  platforms: [],
  times: [],
  confidence: [],
  ...about,
});
