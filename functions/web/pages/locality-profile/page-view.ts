export interface ColumnView {
  readonly label: string;
  readonly holds: 'number' | 'words' | 'sentence';
  readonly group?: string;
}

export interface TableView {
  readonly id: string;
  readonly caption: string;
  readonly columns: readonly ColumnView[];
  readonly rows: readonly (readonly string[])[];
}

/** The title and the description are read by screen readers. */
interface ChartText {
  readonly id: string;
  readonly title: string;
  readonly description: string;
}

/** A number is drawn as a bar; text is shown in its place. */
export type BarValue = number | string;

export interface BarChartView extends ChartText {
  readonly kind: 'bars';
  readonly now: string;
  readonly before: string | null;
  readonly rows: readonly {
    readonly label: string;
    readonly now: BarValue;
    readonly before: BarValue | null;
  }[];
}

export interface LineChartView extends ChartText {
  readonly kind: 'lines';
  readonly weeks: WeeksView;
  readonly lines: readonly { readonly label: string; readonly values: readonly number[] }[];
}

export interface WeekBarChartView extends ChartText {
  readonly kind: 'week-bars';
  readonly weeks: WeeksView;
  readonly values: readonly number[];
  /** The top of the scale, the same for charts that are compared. */
  readonly most: number;
}

export interface WeeksView {
  readonly first: string;
  readonly quarter: string;
  readonly last: string;
  readonly before: number;
}

export interface TimesChartView extends ChartText {
  readonly kind: 'times';
  readonly columns: readonly string[];
  readonly rows: readonly { readonly label: string; readonly values: readonly number[] }[];
}

export type ChartView = BarChartView | LineChartView | WeekBarChartView | TimesChartView;

export interface FigureView {
  readonly charts: readonly ChartView[];
  readonly table: TableView;
  readonly isWide: boolean;
}

export interface EntryView {
  readonly sentence: string;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
}

export interface SectionView {
  readonly id: string;
  readonly heading: string;
  readonly paragraphs: readonly string[];
  readonly entries: readonly EntryView[];
  readonly figures: readonly FigureView[];
}

export interface PageView {
  /** Title of the browser window: no personal data. */
  readonly title: string;
  readonly heading: string;
  readonly period: readonly string[];
  readonly limits: string;
  readonly sections: readonly SectionView[];
  readonly footer: readonly string[];
}
