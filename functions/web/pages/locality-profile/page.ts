import { html, raw } from 'hono/html';
import type { LocalityProfile } from '../../../../shared/profiles/locality-profile-api.ts';
import { drawBars } from './bar-chart.ts';
import type { Markup } from './chart-frame.ts';
import { drawTimes } from './times-chart.ts';
import type {
  ChartView,
  EntryView,
  FigureView,
  PageView,
  SectionView,
  ColumnView,
  TableView,
} from './page-view.ts';
import { type HtmlPage, createHtmlPage } from '../../http/html-page.ts';
import { STYLE } from './style.ts';
import { viewPartnersProfile } from './view-partners.ts';
import { viewProfile } from './view.ts';
import { drawLines, drawWeekBars } from './week-charts.ts';

/** Whole: its hash covers every character between the tags. */
const STYLE_ELEMENT = raw(`<style>${STYLE}</style>`);

const drawByKind = (chart: ChartView): Markup => {
  switch (chart.kind) {
    case 'bars':
      return drawBars(chart);
    case 'lines':
      return drawLines(chart);
    case 'week-bars':
      return drawWeekBars(chart);
    case 'times':
      return drawTimes(chart);
  }
};

const drawFigure = ({ charts, table, isWide }: FigureView): Markup => {
  const figures = charts.map(
    (chart) =>
      html`<figure>
        <figcaption>${chart.title}</figcaption>
        ${drawByKind(chart)}
      </figure>`,
  );
  return html`<div class="pair${isWide ? ' is-wide' : ''}">
    ${charts.length === 0 ? '' : html`<div class="charts">${figures}</div>`} ${drawTable(table)}
  </div>`;
};

const drawEntries = (entries: readonly EntryView[]): Markup =>
  html`<ul class="entries">
    ${entries.map(
      ({ sentence, facts }) =>
        html`<li>
          <p>${sentence}</p>
          <dl>
            ${facts.map(
              ({ label, value }) =>
                html`<div>
                  <dt>${label}:</dt>
                  <dd>${value}</dd>
                </div>`,
            )}
          </dl>
        </li>`,
    )}
  </ul>`;

const drawSection = ({ id, heading, paragraphs, entries, figures }: SectionView): Markup =>
  html`<section id="${id}" aria-labelledby="${id}-heading">
    <h2 id="${id}-heading">${heading}</h2>
    ${paragraphs.map((paragraph) => html`<p>${paragraph}</p>`)}
    ${entries.length === 0 ? '' : drawEntries(entries)} ${figures.map(drawFigure)}
  </section>`;

const drawLinks = (sections: readonly SectionView[]): Markup =>
  html`<nav aria-label="On this page">
    <ul>
      ${sections.map(({ id, heading }) => html`<li><a href="#${id}">${heading}</a></li>`)}
    </ul>
  </nav>`;

const drawMain = ({ heading, period, limits, sections }: PageView): Markup =>
  html`<main id="profile">
    <h1>${heading}</h1>
    <div class="period">${period.map((line) => html`<p>${line}</p>`)}</div>
    <div class="limits"><p>${limits}</p></div>
    ${sections.map(drawSection)}
  </main>`;

export const writeProfile = (profile: LocalityProfile): Promise<HtmlPage> =>
  drawPage(profile.audience === 'partners' ? viewPartnersProfile(profile) : viewProfile(profile));

/** The page, with every word of the view escaped. */
const drawPage = async (view: PageView): Promise<HtmlPage> => {
  const page = await html`<!doctype html>
    <html lang="en-GB">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${view.title}</title>
        ${STYLE_ELEMENT}
      </head>
      <body>
        <a class="skip" href="#profile">Skip to the profile</a>
        <header>
          <p>
            <span class="name">Homeward</span> <span>What children disclose about their area</span>
          </p>
        </header>
        ${drawLinks(view.sections)} ${drawMain(view)}
        <footer>
          <p>${view.limits}</p>
          ${view.footer.map((line) => html`<p>${line}</p>`)}
        </footer>
      </body>
    </html>`;
  return createHtmlPage(String(page), STYLE);
};

const buildClass = (column: ColumnView | undefined): Markup | '' =>
  column === undefined || column.holds === 'words' ? '' : html` class="holds-${column.holds}"`;

const groupColumns = (columns: readonly ColumnView[]): readonly (readonly ColumnView[])[] =>
  columns.reduce<readonly (readonly ColumnView[])[]>((groups, column) => {
    const last = groups.at(-1);
    return last?.[0]?.group !== undefined && last[0].group === column.group
      ? [...groups.slice(0, -1), [...last, column]]
      : [...groups, [column]];
  }, []);

const drawColumn = (column: ColumnView): Markup =>
  html`<th scope="col" ${buildClass(column)}>${column.label}</th>`;

const drawHeads = (columns: readonly ColumnView[]): Markup => {
  const under = columns.filter(({ group }) => group !== undefined);
  if (under.length === 0)
    return html`<tr>
      ${columns.map(drawColumn)}
    </tr>`;
  const over = groupColumns(columns).map((group) => {
    const [first] = group;
    if (first === undefined) return '';
    return first.group === undefined
      ? html`<th scope="col" rowspan="2" ${buildClass(first)}>${first.label}</th>`
      : html`<th scope="colgroup" colspan="${group.length}">${first.group}</th>`;
  });
  return html`<tr>
      ${over}
    </tr>
    <tr>
      ${under.map(drawColumn)}
    </tr>`;
};

const drawRow = (cells: readonly string[], columns: readonly ColumnView[]): Markup =>
  html`<tr>
    ${cells.map((cell, at) =>
      at === 0
        ? html`<th scope="row">${cell}</th>`
        : html`<td${buildClass(columns[at])}>${cell}</td>`,
    )}
  </tr>`;

/** A table that scrolls by itself, also with the keyboard, where the screen is too narrow for it. */
export const drawTable = ({ id, caption, columns, rows }: TableView): Markup =>
  html`<div class="scroll" role="region" aria-labelledby="${id}-caption" tabindex="0">
    <table id="${id}">
      <caption id="${id}-caption">
        <span>${caption}</span>
      </caption>
      <thead>
        ${drawHeads(columns)}
      </thead>
      <tbody>
        ${rows.map((cells) => drawRow(cells, columns))}
      </tbody>
    </table>
  </div>`;
