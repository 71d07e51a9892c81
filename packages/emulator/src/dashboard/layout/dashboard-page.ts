import type { ChangeTopic } from '../../controls/change-feed.js';
import type { Html } from '../../pages/render-page.js';
import type { DashboardCall } from './dashboard-call.js';

/** What a page shows. */
export interface PageContent {
  readonly title: string;
  /** A sentence under the title. */
  readonly subtitle?: Html | string | undefined;
  /** The page above this one. */
  readonly back?: { readonly href: string; readonly text: string } | undefined;
  /** Buttons beside the title. */
  readonly buttons?: Html | undefined;
  /** Forms that keep what a person types while the rest of the page is updated. */
  readonly fixed?: Html | undefined;
  /** The part that is updated when something changes. */
  readonly live: Html;
  /** Forms below it, which keep what a person types. */
  readonly after?: Html | undefined;
}

/** What an action did. */
export interface ActionOutcome {
  /** Where the person goes then; default: the page itself. */
  readonly to?: string | undefined;
  /** One sentence about what was done. */
  readonly note?: string | undefined;
  /** A value that is shown once, such as a new key. */
  readonly secret?: string | undefined;
}

/** Does what a form asks for. It throws what the page then shows as the reason. */
export type PageAction = (call: DashboardCall) => Promise<ActionOutcome | Response>;

/** A page of the dashboard. It works without JavaScript: a form names its action in the field `do`. */
export interface DashboardPage {
  /** The path, with `:name` for a part that differs. */
  readonly path: string;
  /** What makes the open page update itself. */
  readonly topics: readonly ChangeTopic[];
  show(call: DashboardCall): Promise<PageContent>;
  readonly actions?: Readonly<Record<string, PageAction>>;
}
