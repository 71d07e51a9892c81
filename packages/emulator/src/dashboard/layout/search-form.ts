import { html } from 'hono/html';
import type { Html } from '../../pages/render-page.js';
import type { DashboardCall } from './dashboard-call.js';

/** A choice of a filter. */
export interface FilterChoice {
  readonly value: string;
  readonly text: string;
}

/** The field to search a list with (`query`), and filters. */
export function searchForm(
  call: DashboardCall,
  form: {
    readonly label: string;
    readonly placeholder: string;
    /** Name in the address. Default `query`. */
    readonly name?: string;
    readonly filters?: readonly {
      readonly name: string;
      readonly label: string;
      readonly choices: readonly FilterChoice[];
    }[];
    /** Buttons beside the form. */
    readonly beside?: Html | undefined;
  },
): Html {
  const name = form.name ?? 'query';
  const filters = form.filters ?? [];
  const isFiltered = [name, ...filters.map((filter) => filter.name)].some((field) => call.query(field));
  return html`<div class="toolbar">
    <form method="get" role="search">
      <input
        type="search"
        name="${name}"
        value="${call.query(name) ?? ''}"
        placeholder="${form.placeholder}"
        aria-label="${form.label}"
        autocomplete="off"
        spellcheck="false"
      />
      ${filters.map(
        (filter) =>
          html`<select name="${filter.name}" aria-label="${filter.label}" autocomplete="off">
            ${filter.choices.map(
              ({ value, text }) =>
                html`<option value="${value}" ${value === (call.query(filter.name) ?? '') ? html`selected` : ''}>
                  ${text}
                </option>`,
            )}
          </select>`,
      )}
      <button class="button secondary" type="submit">Search</button>
      ${isFiltered ? html`<a class="button secondary" href="${call.linkWith({ [name]: undefined, page: undefined, ...Object.fromEntries(filters.map((filter) => [filter.name, undefined])) })}">Show all</a>` : ''}
    </form>
    ${form.beside ?? ''}
  </div>`;
}
