import type { CallOptions } from '../call-options.js';
import { endpoints } from '../endpoint-group.js';
import type { PagePromise } from '../page-promise.js';
import type { DeletedObject } from '../resources/deleted-object.js';
import type { JwtTemplate } from '../resources/jwt-template.js';
import type { PaginationParams } from './params.js';

/** Parameters of {@link JwtTemplatesApi.create}. */
export interface CreateJwtTemplateParams {
  /** Name for `sessions.getToken`. */
  readonly name: string;
  /** Claims, with shortcodes such as `{{user.id}}` in the values. */
  readonly claims: Readonly<Record<string, unknown>>;
  /** Life of the tokens in seconds, 30 to 315360000. Default 60. */
  readonly lifetime?: number | null | undefined;
  /** How far `nbf` is set back, in seconds, 0 to 300. Default 5. */
  readonly allowedClockSkew?: number | null | undefined;
  /** Whether the tokens are signed with a key of your own. Default false. */
  readonly customSigningKey?: boolean | undefined;
  /** JWS algorithm. Default `RS256`. */
  readonly signingAlgorithm?: string | null | undefined;
  /** The key of your own, PEM. */
  readonly signingKey?: string | null | undefined;
}

/** Parameters of {@link JwtTemplatesApi.update}. */
export interface UpdateJwtTemplateParams {
  /** Name for `sessions.getToken`. */
  readonly name: string;
  /** Claims, with shortcodes such as `{{user.id}}` in the values. */
  readonly claims: Readonly<Record<string, unknown>>;
  /** Life of the tokens in seconds, 30 to 315360000. Default 60. */
  readonly lifetime?: number | null | undefined;
  /** How far `nbf` is set back, in seconds, 0 to 300. Default 5. */
  readonly allowedClockSkew?: number | null | undefined;
  /** Whether the tokens are signed with a key of your own. Default false. */
  readonly customSigningKey?: boolean | undefined;
  /** JWS algorithm. Default `RS256`. */
  readonly signingAlgorithm?: string | null | undefined;
  /** The key of your own, PEM. */
  readonly signingKey?: string | null | undefined;
  /** The template, `jtmp_…`. */
  readonly templateId: string;
}

/** Descriptions of tokens with claims of your own. */
export interface JwtTemplatesApi {
  /**
   * Gets the templates, newest first.
   * @throws {ClerkAPIResponseError} any status outside 200 to 299
   * @see {@link https://clerk.com/docs/reference/backend-api | GET /jwt_templates}
   */
  list(params?: PaginationParams, options?: CallOptions): PagePromise<JwtTemplate>;
  /**
   * Gets a template.
   * @param templateId - `jtmp_…`
   * @throws {ClerkAPIResponseError} 404 `resource_not_found`
   * @see {@link https://clerk.com/docs/reference/backend-api | GET /jwt_templates/\{template_id\}}
   */
  get(templateId: string, options?: CallOptions): Promise<JwtTemplate>;
  /**
   * Makes a template.
   * @throws {ClerkAPIResponseError} 400, 402, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /jwt_templates}
   */
  create(params: CreateJwtTemplateParams, options?: CallOptions): Promise<JwtTemplate>;
  /**
   * Changes a template.
   * @throws {ClerkAPIResponseError} 400, 402, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | PATCH /jwt_templates/\{template_id\}}
   */
  update(params: UpdateJwtTemplateParams, options?: CallOptions): Promise<JwtTemplate>;
  /**
   * Deletes a template.
   * @param templateId - `jtmp_…`
   * @throws {ClerkAPIResponseError} 403, 404 `resource_not_found`
   * @see {@link https://clerk.com/docs/reference/backend-api | DELETE /jwt_templates/\{template_id\}}
   */
  delete(templateId: string, options?: CallOptions): Promise<DeletedObject>;
}

/** Routes of {@link JwtTemplatesApi}. */
export const jwtTemplates = endpoints<JwtTemplatesApi>()({
  list: ['GET /jwt_templates', { list: true, query: { paginated: 'true' } }],
  get: 'GET /jwt_templates/{templateId}',
  create: 'POST /jwt_templates',
  update: 'PATCH /jwt_templates/{templateId}',
  delete: 'DELETE /jwt_templates/{templateId}',
});
