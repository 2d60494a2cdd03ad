import type { AuthorityProfile } from '../../../../shared/profiles/authority-profile-api.ts';
import type { SectionView, TableView, FigureView } from './page-view.ts';
import { WEEKDAYS } from '../../../../shared/intelligence/item.ts';
import { formatCount, capitalise } from './format.ts';
import { DAY_BANDS, type DayBand } from '../../../../shared/themes/mentions.ts';

type Places = AuthorityProfile['places'];

const buildTable = (places: Places): TableView => ({
  id: 'places-table',
  caption: 'Places that most children named',
  columns: [
    { label: 'Place', holds: 'words' },
    { label: 'Kind of place', holds: 'words' },
    { label: 'Postcode', holds: 'words' },
    { label: 'Children', holds: 'number' },
    { label: 'Debriefs', holds: 'number' },
    { label: 'Items', holds: 'number' },
    { label: 'What was disclosed, by how many children', holds: 'sentence' },
  ],
  rows: places.map(({ name, label, postcode, counts, harms }) => [
    name ?? 'Not named',
    label,
    postcode ?? 'Not shown',
    String(counts.children),
    String(counts.debriefs),
    String(counts.items),
    harms.map((harm) => `${harm.label} ${harm.children}`).join('; '),
  ]),
});

export const viewPlaces = ({ places }: Pick<AuthorityProfile, 'places'>): SectionView => ({
  id: 'places',
  heading: 'Places',
  paragraphs:
    places.length === 0
      ? ['No places were named in these weeks.']
      : [
          'The 10 places that most children named in these 13 weeks. Names and postcodes are shown for public places only.',
        ],
  entries: [],
  figures: places.length === 0 ? [] : [{ charts: [], table: buildTable(places), isWide: true }],
});

type Times = AuthorityProfile['times'];

const NOT_DISCLOSED = 'Not disclosed';

const formatHour = (hour: number): string => {
  if (hour % 24 === 0) return 'midnight';
  if (hour === 12) return 'midday';
  return `${hour % 12}${hour < 12 ? 'am' : 'pm'}`;
};

const findStart = (band: DayBand): number => Number(band.slice(0, 2));

const HOURS = 24 / DAY_BANDS.length;

const formatBand = (band: DayBand | null): string =>
  band === null
    ? NOT_DISCLOSED
    : `${capitalise(formatHour(findStart(band)))} to ${formatHour(findStart(band) + HOURS)}`;

const formatShortBand = (band: DayBand): string => `${findStart(band)}–${findStart(band) + HOURS}`;

const BANDS = [...DAY_BANDS, null] as const;

const DAYS = [...WEEKDAYS, null] as const;

const countChildrenAt = (times: Times, day: (typeof DAYS)[number], band: DayBand | null): number =>
  times.find((time) => time.weekday === day && time.band === band)?.children ?? 0;

const buildMatrix = (times: Times) =>
  DAYS.map((day) => ({
    label: day === null ? NOT_DISCLOSED : capitalise(day),
    values: BANDS.map((band) => countChildrenAt(times, day, band)),
  }));

const buildFigure = (times: Times): FigureView => {
  const rows = buildMatrix(times);
  return {
    charts: [
      {
        kind: 'times',
        id: 'times-chart',
        title: 'Children by weekday and time of day',
        description:
          'A disc for each weekday and 3 hours of the day. The larger the disc, the more children. Items without a weekday or time are only in the table.',
        columns: DAY_BANDS.map(formatShortBand),
        rows: rows.slice(0, WEEKDAYS.length).map(({ label, values }) => ({
          label: label.slice(0, 3),
          values: values.slice(0, DAY_BANDS.length),
        })),
      },
    ],
    table: {
      id: 'times-table',
      caption: 'Distinct children by weekday and time of day',
      columns: [
        { label: 'Weekday', holds: 'words' },
        ...BANDS.map((band) => ({ label: formatBand(band), holds: 'number' as const })),
      ],
      rows: rows.map(({ label, values }) => [label, ...values.map(String)]),
    },
    isWide: true,
  };
};

const describeKnownTimes = (times: Times): string => {
  const countItems = (of: Times): number => of.reduce((sum, time) => sum + time.items, 0);
  const known = times.filter(({ weekday, band }) => weekday !== null && band !== null);
  return `${countItems(known)} of ${formatCount(countItems(times), 'item', 'items')} have a weekday and time. A child can be counted at more than one time.`;
};

export const viewTimes = ({ times }: Pick<AuthorityProfile, 'times'>): SectionView => ({
  id: 'times',
  heading: 'Weekdays and times of day',
  paragraphs:
    times.length === 0 ? ['No times of day were mentioned.'] : [describeKnownTimes(times)],
  entries: [],
  figures: times.length === 0 ? [] : [buildFigure(times)],
});
