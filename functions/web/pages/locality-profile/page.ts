import { html, raw } from 'hono/html';
import type { LocalityProfile } from '../../../../shared/profiles/locality-profile-api.ts';
import { drawBars } from './chart-bars.ts';
import type { Markup } from './chart-frame.ts';
import { drawLines } from './chart-lines.ts';
import { drawWeekBars } from './chart-week-bars.ts';
import { drawTimes } from './chart-times.ts';
import type { ChartView, EntryView, FigureView, PageView, SectionView } from './page-view.ts';
import { type WrittenPage, writtenPage } from '../written-page.ts';
import { STYLE } from './style.ts';
import { drawTable } from './table.ts';
import { viewPartnersProfile } from './view-partners.ts';
import { viewProfile } from './view.ts';

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

/** The page of a profile. */
export const writeProfile = (profile: LocalityProfile): Promise<WrittenPage> =>
  drawPage(profile.audience === 'partners' ? viewPartnersProfile(profile) : viewProfile(profile));

/** The page, with every word of the view escaped. */
const drawPage = async (view: PageView): Promise<WrittenPage> => {
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
          <p><span class="name">Homeward</span> <span>What children tell of their area</span></p>
        </header>
        ${drawLinks(view.sections)} ${drawMain(view)}
        <footer>
          <p>${view.limits}</p>
          ${view.footer.map((line) => html`<p>${line}</p>`)}
        </footer>
      </body>
    </html>`;
  return writtenPage(String(page), STYLE);
};
