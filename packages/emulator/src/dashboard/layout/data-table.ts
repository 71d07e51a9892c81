import { html } from 'hono/html';
import type { Html } from '../../pages/render-page.js';

/** A column. */
export interface Column<Row> {
  /** Empty for a column of buttons, which has `label`. */
  readonly title: string;
  /** The title for screen readers, if none is shown. */
  readonly label?: string;
  /** `wide`: shown on wide screens; `medium`: not on phones; default: always. */
  readonly shownOn?: 'wide' | 'medium';
  /** As narrow as its text. */
  readonly isTight?: boolean;
  readonly isEnd?: boolean;
  cell(row: Row): Html | string;
}

/** What a table without rows says. */
interface EmptyText {
  readonly title: string;
  readonly text: Html | string;
}

/** A card with a table. */
export function dataTable<Row>(table: {
  /** What is listed, for screen readers. */
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly empty: EmptyText;
  /** Above the table. */
  readonly header?: Html | '' | undefined;
  /** Below it. */
  readonly footer?: Html | '' | undefined;
  readonly rowClass?: (row: Row) => '' | 'is-bad' | 'is-odd';
  /** Whether a row is shown beside the table. */
  readonly isOpen?: (row: Row) => boolean;
}): Html {
  const { columns, rows, empty } = table;
  if (rows.length === 0) {
    return html`<section class="card flush">
      ${table.header ?? ''}
      <div class="empty"><strong>${empty.title}</strong>${empty.text}</div>
      ${table.footer ?? ''}
    </section>`;
  }
  return html`<section class="card flush">
    ${table.header ?? ''}
    <table aria-label="${table.caption}">
      <thead>
        <tr>
          ${columns.map((column) => html`<th scope="col" class="${classOf(column)}">${titleOf(column)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr class="${table.rowClass?.(row) ?? ''}" ${table.isOpen?.(row) ? html`aria-current="true"` : ''}>
              ${columns.map((column) => html`<td class="${classOf(column)}">${column.cell(row)}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
    ${table.footer ?? ''}
  </section>`;
}

function titleOf<Row>({ title, label }: Column<Row>): Html | string {
  return label === undefined ? title : html`<span class="unseen">${label}</span>`;
}

function classOf<Row>({ shownOn, isTight, isEnd }: Column<Row>): string {
  const hidden = shownOn === 'wide' ? 'w2' : shownOn === 'medium' ? 'w1' : '';
  return [hidden, isTight ? 'tight' : '', isEnd ? 'end' : ''].filter((name) => name !== '').join(' ');
}
