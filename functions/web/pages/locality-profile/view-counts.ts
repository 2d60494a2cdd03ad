import type { AuthorityProfile } from '../../../../shared/profiles/authority-profile-api.ts';
import type { ColumnView, FigureView, SectionView, TableView } from './page-view.ts';

const CHART_LINES = 10;

type Compared = AuthorityProfile['whole'];

export interface CountedLine extends Compared {
  readonly label: string;
}

interface Counted {
  readonly id: string;
  readonly heading: string;
  readonly of: string;
  readonly by: string;
  readonly paragraphs?: readonly string[];
  readonly lines: readonly CountedLine[];
  readonly none: string;
}

const COLUMNS: readonly ColumnView[] = [
  { group: 'Children', label: 'Now', holds: 'number' },
  { group: 'Children', label: 'Before', holds: 'number' },
  { group: 'Children', label: 'Difference', holds: 'words' },
  { group: 'Debriefs', label: 'Now', holds: 'number' },
  { group: 'Debriefs', label: 'Before', holds: 'number' },
  { group: 'Items', label: 'Now', holds: 'number' },
  { group: 'Items', label: 'Before', holds: 'number' },
];

const buildTable = ({ id, of, by, lines }: Counted): TableView => ({
  id: `${id}-table`,
  caption: `Children, debriefs and items ${by}, now and in the quarter before`,
  columns: [{ label: of, holds: 'words' }, ...COLUMNS],
  rows: lines.map(({ label, now, before, difference }) => [
    label,
    String(now.children),
    String(before.children),
    difference,
    String(now.debriefs),
    String(before.debriefs),
    String(now.items),
    String(before.items),
  ]),
});

const describeLines = (lines: readonly CountedLine[], more: number): string => {
  const sentences = lines.map(
    ({ label, now, before }) => `${label}: ${now.children} now, ${before.children} before`,
  );
  const rest = more > 0 ? ` The table has ${more} more.` : '';
  return `Distinct children in each quarter. ${sentences.join('; ')}.${rest}`;
};

const buildFigure = (counted: Counted): FigureView => {
  const shown = counted.lines.slice(0, CHART_LINES);
  return {
    charts: [
      {
        kind: 'bars',
        id: `${counted.id}-chart`,
        title: `Children ${counted.by}, now and in the quarter before`,
        description: describeLines(shown, counted.lines.length - shown.length),
        now: 'Now',
        before: 'Quarter before',
        rows: shown.map(({ label, now, before }) => ({
          label,
          now: now.children,
          before: before.children,
        })),
      },
    ],
    table: buildTable(counted),
    isWide: false,
  };
};

export const viewCounts = (counted: Counted): SectionView => {
  const { id, heading, lines, none, paragraphs = [] } = counted;
  const more = lines.length > CHART_LINES;
  return {
    id,
    heading,
    paragraphs:
      lines.length === 0
        ? [none]
        : [
            ...paragraphs,
            ...(more ? [`The chart shows the first ${CHART_LINES}. The table shows all.`] : []),
          ],
    entries: [],
    figures: lines.length === 0 ? [] : [buildFigure(counted)],
  };
};
