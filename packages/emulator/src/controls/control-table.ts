import type { Control } from './control.js';
import { aboutControls } from './table/about-controls.js';
import { addressControls } from './table/address-controls.js';
import { inboxControls } from './table/inbox-controls.js';
import { machineControls } from './table/machine-controls.js';
import { memberControls } from './table/member-controls.js';
import { oauthTokenControls } from './table/oauth-token-controls.js';
import { organizationControls } from './table/organization-controls.js';
import { requestControls } from './table/request-controls.js';
import { sessionControls } from './table/session-controls.js';
import { stateControls } from './table/state-controls.js';
import { toolControls } from './table/tool-controls.js';
import { userControls } from './table/user-controls.js';
import { webhookControls } from './table/webhook-controls.js';

/** Every control by name. Functions, calls over HTTP, commands and the dashboard come from here. */
export const controlTable = {
  ...userControls,
  ...addressControls,
  ...sessionControls,
  ...organizationControls,
  ...memberControls,
  ...machineControls,
  ...oauthTokenControls,
  ...inboxControls,
  ...requestControls,
  ...webhookControls,
  ...toolControls,
  ...stateControls,
  ...aboutControls,
} satisfies Readonly<Record<string, Control<never, unknown>>>;

/** See {@link controlTable}. */
export type ControlTable = typeof controlTable;

/** The name of a control: a subject and a verb, such as `users.ban`. */
export type ControlName = keyof ControlTable;

/** What a control takes. */
export type ControlInput<Name extends ControlName> =
  ControlTable[Name] extends Control<infer Input, unknown> ? Input : never;

/** What a control answers. */
export type ControlOutput<Name extends ControlName> =
  ControlTable[Name] extends Control<never, infer Output> ? Output : never;
