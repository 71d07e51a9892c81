import type { CallOptions } from '../call-options.js';
import { endpoints } from '../endpoint-group.js';
import type { PagePromise } from '../page-promise.js';
import type { Template } from '../resources/template.js';
import type { PaginationParams } from './params.js';

/** Parameters of {@link TemplatesApi.upsertTemplate}. */
export interface UpsertTemplateParams {
  /** Name shown to people. */
  readonly name?: string | undefined;
  /** Subject line; only for e-mails. */
  readonly subject?: string | null | undefined;
  /** Markup the editor works with. */
  readonly markup?: string | null | undefined;
  /** HTML text, or the text of the message. */
  readonly body?: string | undefined;
  /** Whether the service delivers it; otherwise the application must. */
  readonly deliveredByClerk?: boolean | null | undefined;
  /** Local part of the sender. */
  readonly fromEmailName?: string | undefined;
  /** Local part of the address for answers. */
  readonly replyToEmailName?: string | undefined;
}

/** Parameters of {@link TemplatesApi.previewTemplate}. */
export interface PreviewTemplateParams {
  /** Subject line. */
  readonly subject?: string | null | undefined;
  /** HTML text. */
  readonly body?: string | undefined;
  /** Local part of the sender. */
  readonly fromEmailName?: string | undefined;
  /** Local part of the address for answers. */
  readonly replyToEmailName?: string | undefined;
}

/** Parameters of {@link TemplatesApi.toggleTemplateDelivery}. */
export interface ToggleTemplateDeliveryParams {
  /** Whether the service delivers it; otherwise the application must. */
  readonly deliveredByClerk?: boolean | undefined;
}

/** Templates of e-mails and text messages. The service no longer develops this part of its API. */
export interface TemplatesApi {
  /**
   * Gets the templates of one type.
   * @param templateType - `email` or `sms`
   * @throws {ClerkAPIResponseError} 400, 401, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | GET /templates/\{template_type\}}
   * @deprecated The service will remove it.
   */
  getTemplateList(
    templateType: 'email' | 'sms',
    params?: PaginationParams,
    options?: CallOptions,
  ): PagePromise<Template>;
  /**
   * Gets a template.
   * @param templateType - `email` or `sms`
   * @param slug - which message it is for
   * @throws {ClerkAPIResponseError} 400, 401, 404 `resource_not_found`
   * @see {@link https://clerk.com/docs/reference/backend-api | GET /templates/\{template_type\}/\{slug\}}
   * @deprecated The service will remove it.
   */
  getTemplate(templateType: 'email' | 'sms', slug: string, options?: CallOptions): Promise<Template>;
  /**
   * Makes or changes a template.
   * @param templateType - `email` or `sms`
   * @param slug - which message it is for
   * @throws {ClerkAPIResponseError} 400, 401, 402, 403, 404 `resource_not_found`, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | PUT /templates/\{template_type\}/\{slug\}}
   * @deprecated The service will remove it.
   */
  upsertTemplate(
    templateType: 'email' | 'sms',
    slug: string,
    params: UpsertTemplateParams,
    options?: CallOptions,
  ): Promise<Template>;
  /**
   * Makes a template the standard one again.
   * @param templateType - `email` or `sms`
   * @param slug - which message it is for
   * @throws {ClerkAPIResponseError} 400, 401, 402, 404 `resource_not_found`
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /templates/\{template_type\}/\{slug\}/revert}
   * @deprecated The service will remove it.
   */
  revertTemplate(templateType: 'email' | 'sms', slug: string, options?: CallOptions): Promise<Template>;
  /**
   * Shows a template filled with example values, as the service sends it.
   * @param templateType - `email` or `sms`
   * @param slug - which message it is for
   * @throws {ClerkAPIResponseError} 400, 401, 404 `resource_not_found`, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /templates/\{template_type\}/\{slug\}/preview}
   * @deprecated The service will remove it.
   */
  previewTemplate(
    templateType: 'email' | 'sms',
    slug: string,
    params?: PreviewTemplateParams,
    options?: CallOptions,
  ): Promise<Readonly<Record<string, unknown>>>;
  /**
   * Changes who delivers the messages of a template.
   * @param templateType - `email` or `sms`
   * @param slug - which message it is for
   * @throws {ClerkAPIResponseError} 400, 401, 404 `resource_not_found`
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /templates/\{template_type\}/\{slug\}/toggle_delivery}
   * @deprecated The service will remove it.
   */
  toggleTemplateDelivery(
    templateType: 'email' | 'sms',
    slug: string,
    params: ToggleTemplateDeliveryParams,
    options?: CallOptions,
  ): Promise<Template>;
}

/** Routes of {@link TemplatesApi}. */
export const templates = endpoints<TemplatesApi>()({
  getTemplateList: ['GET /templates/{templateType}', { list: true, query: { paginated: 'true' } }],
  getTemplate: 'GET /templates/{templateType}/{slug}',
  upsertTemplate: 'PUT /templates/{templateType}/{slug}',
  revertTemplate: 'POST /templates/{templateType}/{slug}/revert',
  previewTemplate: 'POST /templates/{templateType}/{slug}/preview',
  toggleTemplateDelivery: 'POST /templates/{templateType}/{slug}/toggle_delivery',
});
