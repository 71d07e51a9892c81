import type { JsonObject } from '../store/json-object.js';

/** Stores given certificates as one list; a list overrides a single certificate. */
export function withOneList(saml: JsonObject = {}): JsonObject {
  const { idp_certificate: single, idp_certificates: list, ...others } = saml;
  const certificates = list ?? (single ? [single] : undefined);
  return certificates === undefined ? others : { ...others, idp_certificates: certificates };
}
