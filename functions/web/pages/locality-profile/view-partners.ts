import type { Instant } from '../../../../shared/kernel/instant.ts';
import { londonDateOf } from '../../../../shared/kernel/london-time.ts';
import type { BarValue, ColumnView, FigureView, PageView, SectionView } from './page-view.ts';
import { dayWithYear } from './words.ts';
import type { PartnersProfile } from '../../../../shared/profiles/locality-profile-api.ts';
import { describeDifference } from '../../../../shared/profiles/rules/compare-quarters.ts';

type Figure = PartnersProfile['total'][number];
type Released = PartnersProfile['releases'][number];

/** `2026-Q4` is `Quarter 4 of 2026`. */
const quarterInWords = ({ quarter }: Released): string => {
  const [year, number] = quarter.split('-Q');
  return `Quarter ${number ?? ''} of ${year ?? ''}`;
};

const NOT_IN_RELEASE = 'Not in it';

const countOf = (figure: Figure | undefined): BarValue => figure?.count ?? NOT_IN_RELEASE;

const percentOf = (figure: Figure | undefined): string => {
  const percent = figure?.percent ?? null;
  return percent === null ? '–' : `${percent} %`;
};

/** A total is a part of the authority's: that would be read as a part of the locality's. */
const withoutPercent = (figure: Figure): Figure => figure && { ...figure, percent: null };

/** Of what both releases show, nothing more can be told than they do. */
const tellDifference = ([now, before]: readonly Figure[]): string => {
  const [a, b] = [countOf(now), countOf(before)];
  return typeof a === 'number' && typeof b === 'number' ? describeDifference(a, b) : 'Not shown';
};

const rowOf = (label: string, figures: readonly Figure[]): readonly string[] => [
  label,
  ...figures.flatMap((figure) => [String(countOf(figure)), percentOf(figure)]),
  ...(figures.length > 1 ? [tellDifference(figures)] : []),
];

const columnsOf = ({ releases }: PartnersProfile): readonly ColumnView[] => [
  { label: 'Harm', holds: 'words' },
  ...releases.flatMap((released): readonly ColumnView[] => [
    { group: quarterInWords(released), label: 'Children', holds: 'number' },
    { group: quarterInWords(released), label: 'Of its total', holds: 'number' },
  ]),
  ...(releases.length > 1 ? [{ label: 'Difference', holds: 'words' } as const] : []),
];

const figureOf = (profile: PartnersProfile): FigureView => {
  const [now, before] = profile.releases;
  const rows = profile.harms.map(({ label, figures: [latest, earlier] }) => ({
    label,
    now: countOf(latest),
    before: before === undefined ? null : countOf(earlier),
  }));
  const told = rows.map((row) => [row.label, row.now, row.before ?? ''].join(' ').trim());
  return {
    charts: [
      {
        kind: 'bars',
        id: 'released-chart',
        title: 'Children by harm, as released',
        description: `${profile.releases.map(quarterInWords).join(', then ')}. ${told.join('; ')}.`,
        now: now === undefined ? '' : quarterInWords(now),
        before: before === undefined ? null : quarterInWords(before),
        rows,
      },
    ],
    table: {
      id: 'released-table',
      caption: 'Distinct children by harm, as released',
      columns: columnsOf(profile),
      rows: [
        ...profile.harms.map(({ label, figures }) => rowOf(label, figures)),
        rowOf('Total', profile.total.map(withoutPercent)),
      ],
    },
    isWide: false,
  };
};

const releasedOf = (profile: PartnersProfile): SectionView => ({
  id: 'released',
  heading: 'What was released',
  paragraphs:
    profile.releases.length === 0
      ? [
          `Nothing has been released by ${profile.authority.name} yet. A manager or lead can release the table of a quarter that is over; then it stands here.`,
        ]
      : profile.notes,
  entries: [],
  figures: profile.releases.length === 0 ? [] : [figureOf(profile)],
});

const tellRelease = (released: Released): string => {
  const { from, to } = released.period;
  const madeOn = dayWithYear(londonDateOf(released.madeAt as Instant));
  return `${quarterInWords(released)}: ${dayWithYear(from)} to ${dayWithYear(to)}, released on ${madeOn}.`;
};

/** What the page shows to partners: released figures, and nothing that was not released. */
export const viewPartnersProfile = (profile: PartnersProfile): PageView => {
  const name = `Locality profile for partners: ${profile.locality.name}, ${profile.authority.name}`;
  return {
    title: `${name} – Homeward`,
    heading: name,
    period: profile.releases.map(tellRelease),
    limits: profile.limits,
    sections: [releasedOf(profile)],
    footer: [
      `For partners of ${profile.authority.name}: everything here was released before, with small numbers hidden. Signals, places, times and single weeks are not released.`,
    ],
  };
};
