/** A column of a table. */
export interface ColumnView {
  readonly label: string;
  readonly holds: 'number' | 'words' | 'sentence';
  /** What it has in common with the columns beside it; they stand under one heading. */
  readonly group?: string;
}

/** A table as it is shown: the first cell of each row is its heading. */
export interface TableView {
  readonly id: string;
  readonly caption: string;
  readonly columns: readonly ColumnView[];
  readonly rows: readonly (readonly string[])[];
}

/** What a chart is called, and what it says to those who do not see it. */
interface ChartWords {
  readonly id: string;
  readonly title: string;
  readonly description: string;
}

/** A number, which is a bar; or what is said in its place. */
export type BarValue = number | string;

/** Each line now, and in the quarter before if there is one. */
export interface BarChartView extends ChartWords {
  readonly kind: 'bars';
  readonly now: string;
  readonly before: string | null;
  readonly rows: readonly {
    readonly label: string;
    readonly now: BarValue;
    readonly before: BarValue | null;
  }[];
}

/** Two lines over the same weeks. */
export interface LineChartView extends ChartWords {
  readonly kind: 'lines';
  readonly weeks: WeeksView;
  readonly lines: readonly { readonly label: string; readonly values: readonly number[] }[];
}

/** A bar a week. */
export interface WeekBarChartView extends ChartWords {
  readonly kind: 'week-bars';
  readonly weeks: WeeksView;
  readonly values: readonly number[];
  /** The top of the scale, so that charts beside each other can be compared. */
  readonly most: number;
}

/** Labels of the first week, of the first of the quarter, and of the last. */
export interface WeeksView {
  readonly first: string;
  readonly quarter: string;
  readonly last: string;
  /** How many weeks come before the quarter. */
  readonly before: number;
}

/** A disc for each weekday and time of day. */
export interface TimesChartView extends ChartWords {
  readonly kind: 'times';
  readonly columns: readonly string[];
  readonly rows: readonly { readonly label: string; readonly values: readonly number[] }[];
}

export type ChartView = BarChartView | LineChartView | WeekBarChartView | TimesChartView;

/** Charts, and the same numbers as a table. */
export interface FigureView {
  readonly charts: readonly ChartView[];
  readonly table: TableView;
  /** Whether the table needs the whole width, below the charts. */
  readonly isWide: boolean;
}

/** One entry of a list: what it says, and what else is known of it. */
export interface EntryView {
  readonly sentence: string;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
}

/** A part of the page under a heading. */
export interface SectionView {
  readonly id: string;
  readonly heading: string;
  readonly paragraphs: readonly string[];
  readonly entries: readonly EntryView[];
  readonly figures: readonly FigureView[];
}

/** Everything that the page shows, in words and numbers that are ready. */
export interface PageView {
  /** Of the window: holds no personal data. */
  readonly title: string;
  readonly heading: string;
  readonly period: readonly string[];
  readonly limits: string;
  readonly sections: readonly SectionView[];
  readonly footer: readonly string[];
}
