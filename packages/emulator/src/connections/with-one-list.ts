import type { JsonObject } from '../store/json-object.js';

/** The certificates that are given, as the one list they are kept in; the list wins over the single one. */
export function withOneList(saml: JsonObject = {}): JsonObject {
  const { idp_certificate: single, idp_certificates: list, ...others } = saml;
  const certificates = list ?? (single ? [single] : undefined);
  return certificates === undefined ? others : { ...others, idp_certificates: certificates };
}
