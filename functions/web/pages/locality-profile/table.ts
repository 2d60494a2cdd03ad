import { html } from 'hono/html';
import type { Markup } from './chart-frame.ts';
import type { ColumnView, TableView } from './page-view.ts';

const classOf = (column: ColumnView | undefined): Markup | '' =>
  column === undefined || column.holds === 'words' ? '' : html` class="holds-${column.holds}"`;

/** Headings over several columns, and those that stand alone. */
const groupsOf = (columns: readonly ColumnView[]): readonly (readonly ColumnView[])[] =>
  columns.reduce<readonly (readonly ColumnView[])[]>((groups, column) => {
    const last = groups.at(-1);
    return last?.[0]?.group !== undefined && last[0].group === column.group
      ? [...groups.slice(0, -1), [...last, column]]
      : [...groups, [column]];
  }, []);

const drawColumn = (column: ColumnView): Markup =>
  html`<th scope="col" ${classOf(column)}>${column.label}</th>`;

const drawHeads = (columns: readonly ColumnView[]): Markup => {
  const under = columns.filter(({ group }) => group !== undefined);
  if (under.length === 0)
    return html`<tr>
      ${columns.map(drawColumn)}
    </tr>`;
  const over = groupsOf(columns).map((group) => {
    const [first] = group;
    if (first === undefined) return '';
    return first.group === undefined
      ? html`<th scope="col" rowspan="2" ${classOf(first)}>${first.label}</th>`
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
      at === 0 ? html`<th scope="row">${cell}</th>` : html`<td${classOf(columns[at])}>${cell}</td>`,
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
