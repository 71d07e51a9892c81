import type { OrganizationRow } from '../../organizations/organization.js';
import type { RequestBody } from '../../http/request-body.js';
import { mergeMetadata } from '../../users/merge-metadata.js';

type Metadata = Pick<OrganizationRow, 'publicMetadata' | 'privateMetadata'>;

/** The metadata of a body, which replaces the stored metadata. */
export function readMetadata(body: RequestBody): Partial<Metadata> {
  const publicMetadata = body.object('public_metadata');
  const privateMetadata = body.object('private_metadata');
  return { ...(publicMetadata && { publicMetadata }), ...(privateMetadata && { privateMetadata }) };
}

export function mergedMetadata(current: Metadata, body: RequestBody): Partial<Metadata> {
  return {
    publicMetadata: mergeMetadata(current.publicMetadata, body.object('public_metadata') ?? {}),
    privateMetadata: mergeMetadata(current.privateMetadata, body.object('private_metadata') ?? {}),
  };
}
