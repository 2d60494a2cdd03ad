import { toLondonDate } from '../../../../shared/kernel/london-time.ts';
import type { BarValue, ColumnView, FigureView, PageView, SectionView } from './page-view.ts';
import { formatDay } from './format.ts';
import type { PartnersProfile } from '../../../../shared/profiles/locality-profile-api.ts';
import { describeDifference } from '../../../../shared/profiles/rules/compare-quarters.ts';

type Figure = PartnersProfile['total'][number];
type Released = PartnersProfile['releases'][number];

/** `2026-Q4` is `Quarter 4 of 2026`. */
const formatQuarter = ({ quarter }: Released): string => {
  const [year, number] = quarter.split('-Q');
  return `Quarter ${number ?? ''} of ${year ?? ''}`;
};

const NOT_IN_RELEASE = 'Not in this release';

const findCount = (figure: Figure | undefined): BarValue => figure?.count ?? NOT_IN_RELEASE;

const formatPercent = (figure: Figure | undefined): string => {
  const percent = figure?.percent ?? null;
  return percent === null ? '–' : `${percent}%`;
};

/** The percentage of a total is its share of the authority, which readers would take for a share of the locality. */
const removePercent = (figure: Figure): Figure => figure && { ...figure, percent: null };

/** Only when both releases show the count. */
const writeDifference = ([now, before]: readonly Figure[]): string => {
  const [a, b] = [findCount(now), findCount(before)];
  return typeof a === 'number' && typeof b === 'number' ? describeDifference(a, b) : 'Not shown';
};

const buildRow = (label: string, figures: readonly Figure[]): readonly string[] => [
  label,
  ...figures.flatMap((figure) => [String(findCount(figure)), formatPercent(figure)]),
  ...(figures.length > 1 ? [writeDifference(figures)] : []),
];

const buildColumns = ({ releases }: PartnersProfile): readonly ColumnView[] => [
  { label: 'Harm', holds: 'words' },
  ...releases.flatMap((released): readonly ColumnView[] => [
    { group: formatQuarter(released), label: 'Children', holds: 'number' },
    { group: formatQuarter(released), label: 'Of its total', holds: 'number' },
  ]),
  ...(releases.length > 1 ? [{ label: 'Difference', holds: 'words' } as const] : []),
];

const buildFigure = (profile: PartnersProfile): FigureView => {
  const [now, before] = profile.releases;
  const rows = profile.harms.map(({ label, figures: [latest, earlier] }) => ({
    label,
    now: findCount(latest),
    before: before === undefined ? null : findCount(earlier),
  }));
  const lines = rows.map((row) => [row.label, row.now, row.before ?? ''].join(' ').trim());
  return {
    charts: [
      {
        kind: 'bars',
        id: 'released-chart',
        title: 'Children by harm, as released',
        description: `${profile.releases.map(formatQuarter).join(', then ')}. ${lines.join('; ')}.`,
        now: now === undefined ? '' : formatQuarter(now),
        before: before === undefined ? null : formatQuarter(before),
        rows,
      },
    ],
    table: {
      id: 'released-table',
      caption: 'Distinct children by harm, as released',
      columns: buildColumns(profile),
      rows: [
        ...profile.harms.map(({ label, figures }) => buildRow(label, figures)),
        buildRow('Total', profile.total.map(removePercent)),
      ],
    },
    isWide: false,
  };
};

const viewReleased = (profile: PartnersProfile): SectionView => ({
  id: 'released',
  heading: 'What was released',
  paragraphs:
    profile.releases.length === 0
      ? [
          `${profile.authority.name} has not released anything yet. When a manager or lead releases the table of a quarter that is over, it is shown here.`,
        ]
      : profile.notes,
  entries: [],
  figures: profile.releases.length === 0 ? [] : [buildFigure(profile)],
});

const describeRelease = (released: Released): string => {
  const { from, to } = released.period;
  const madeOn = formatDay(toLondonDate(released.madeAt));
  return `${formatQuarter(released)}: ${formatDay(from)} to ${formatDay(to)}, released on ${madeOn}.`;
};

export const viewPartnersProfile = (profile: PartnersProfile): PageView => {
  const name = `Locality profile for partners: ${profile.locality.name}, ${profile.authority.name}`;
  return {
    title: `${name} – Homeward`,
    heading: name,
    period: profile.releases.map(describeRelease),
    limits: profile.limits,
    sections: [viewReleased(profile)],
    footer: [
      `For partners of ${profile.authority.name}. Everything here has been released, with small numbers suppressed. Signals, places, times and single weeks are not released.`,
    ],
  };
};
