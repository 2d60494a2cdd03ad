import type { AuthorityProfile } from '../../../../shared/profiles/authority-profile-api.ts';
import type { SectionView, TableView, FigureView } from './page-view.ts';
import { WEEKDAYS } from '../../../../shared/intelligence/item.ts';
import { countOf, sentenceCase } from './words.ts';
import { DAY_BANDS, type DayBand } from '../../../../shared/themes/mentions.ts';

type Places = AuthorityProfile['places'];

const tableOf = (places: Places): TableView => ({
  id: 'places-table',
  caption: 'Places that most children told of',
  columns: [
    { label: 'Place', holds: 'words' },
    { label: 'Kind of place', holds: 'words' },
    { label: 'Postcode', holds: 'words' },
    { label: 'Children', holds: 'number' },
    { label: 'Debriefs', holds: 'number' },
    { label: 'Items', holds: 'number' },
    { label: 'What was told, by how many children', holds: 'sentence' },
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

/** Where it happened: the ten places that most children told of. */
export const viewPlaces = ({ places }: Pick<AuthorityProfile, 'places'>): SectionView => ({
  id: 'places',
  heading: 'Places',
  paragraphs:
    places.length === 0
      ? ['No place was told in these weeks.']
      : [
          'The ten that most children told of in these 13 weeks. Where somebody lives, and where nobody said what kind of place it is, neither name nor postcode is shown.',
        ],
  entries: [],
  figures: places.length === 0 ? [] : [{ charts: [], table: tableOf(places), isWide: true }],
});

type Times = AuthorityProfile['times'];

const NOT_TOLD = 'Not told';

const hourInWords = (hour: number): string => {
  if (hour % 24 === 0) return 'midnight';
  if (hour === 12) return 'midday';
  return `${hour % 12}${hour < 12 ? 'am' : 'pm'}`;
};

const startOf = (band: DayBand): number => Number(band.slice(0, 2));

const HOURS = 24 / DAY_BANDS.length;

const bandInWords = (band: DayBand | null): string =>
  band === null
    ? NOT_TOLD
    : `${sentenceCase(hourInWords(startOf(band)))} to ${hourInWords(startOf(band) + HOURS)}`;

const shortBand = (band: DayBand): string => `${startOf(band)}–${startOf(band) + HOURS}`;

const BANDS = [...DAY_BANDS, null] as const;

const DAYS = [...WEEKDAYS, null] as const;

const childrenAt = (times: Times, day: (typeof DAYS)[number], band: DayBand | null): number =>
  times.find((time) => time.weekday === day && time.band === band)?.children ?? 0;

const matrixOf = (times: Times) =>
  DAYS.map((day) => ({
    label: day === null ? NOT_TOLD : sentenceCase(day),
    values: BANDS.map((band) => childrenAt(times, day, band)),
  }));

const figureOf = (times: Times): FigureView => {
  const rows = matrixOf(times);
  return {
    charts: [
      {
        kind: 'times',
        id: 'times-chart',
        title: 'Children by weekday and time of day',
        description:
          'A disc for each weekday and three hours of the day; the larger, the more children. What was told without weekday or time is only in the table.',
        columns: DAY_BANDS.map(shortBand),
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
        ...BANDS.map((band) => ({ label: bandInWords(band), holds: 'number' as const })),
      ],
      rows: rows.map(({ label, values }) => [label, ...values.map(String)]),
    },
    isWide: true,
  };
};

/** How much of what was told came with its time. */
const describeTold = (times: Times): string => {
  const items = (of: Times): number => of.reduce((sum, time) => sum + time.items, 0);
  const told = times.filter(({ weekday, band }) => weekday !== null && band !== null);
  return `Weekday and time were told of ${items(told)} of ${countOf(items(times), 'item', 'items')}. The same child can stand at several times.`;
};

/** When it happened, by what children told. */
export const viewTimes = ({ times }: Pick<AuthorityProfile, 'times'>): SectionView => ({
  id: 'times',
  heading: 'Weekdays and times of day',
  paragraphs: times.length === 0 ? ['Nothing was told of times.'] : [describeTold(times)],
  entries: [],
  figures: times.length === 0 ? [] : [figureOf(times)],
});
