import type { SamlConnectionIdpCertificateJSON } from '../../wire/saml-connection.js';
import { resource } from '../resource.js';

/** A signing certificate of an identity provider that a SAML connection trusts. */
export class SamlConnectionIdpCertificate {
  /** X.509 certificate, DER in base64 without the lines around it. */
  declare readonly certificate: string;
  /** When it becomes valid; Unix time in ms, null if unknown. */
  declare readonly issuedAt: number | null;
  /** When it expires; Unix time in ms, null if unknown. */
  declare readonly expiresAt: number | null;
}

/** Reads `SamlConnectionIdpCertificateJSON`. */
export const samlConnectionIdpCertificate = resource<SamlConnectionIdpCertificateJSON>()(
  undefined,
  SamlConnectionIdpCertificate,
  ['certificate', 'issuedAt', 'expiresAt'],
);
