import type { TemplateJSON } from '../../wire/template.js';
import { resource } from '../resource.js';

/** A template of e-mails or text messages. */
export class Template {
  /** Identifier, unique within the instance. */
  declare readonly id: string;
  /** Instance it belongs to; null for the standard one. */
  declare readonly instanceId: string | null;
  /** `system` or `user`. */
  declare readonly resourceType: string;
  /** `email` or `sms`. */
  declare readonly templateType: string;
  /** Name shown to people. */
  declare readonly name: string;
  /** Which message it is for. */
  declare readonly slug: string;
  /** Whether it differs from the standard one. */
  declare readonly canRevert: boolean;
  /** Whether it can be deleted. */
  declare readonly canDelete: boolean;
  /** Subject line. */
  declare readonly subject: string | null;
  /** Markup the editor works with. */
  declare readonly markup: string;
  /** HTML text. */
  declare readonly body: string;
  /** Variables it may use. */
  declare readonly availableVariables: string[];
  /** Variables it must use. */
  declare readonly requiredVariables: string[];
  /** Local part of the sender. */
  declare readonly fromEmailName: string;
  /** Local part of the address for answers. */
  declare readonly replyToEmailName: string;
  /** Whether the service delivers it; otherwise the application must. */
  declare readonly deliveredByClerk: boolean;
  /** Whether it is in use. */
  declare readonly enabled: boolean;
  /** When it was created; Unix time in ms. */
  declare readonly createdAt: number;
  /** When it last changed; Unix time in ms. */
  declare readonly updatedAt: number;
}

/** Reads `TemplateJSON`. */
export const template = resource<TemplateJSON>()('template', Template, [
  'id',
  'instanceId',
  'resourceType',
  'templateType',
  'name',
  'slug',
  'canRevert',
  'canDelete',
  'subject',
  'markup',
  'body',
  'availableVariables',
  'requiredVariables',
  'fromEmailName',
  'replyToEmailName',
  'deliveredByClerk',
  'enabled',
  'createdAt',
  'updatedAt',
]);
