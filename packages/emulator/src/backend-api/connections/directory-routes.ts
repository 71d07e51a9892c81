import { directories as directoriesEndpoints, scimDirectories as scimEndpoints } from '@acme/backend/endpoints';
import { Directories } from '../../connections/directories.js';
import { readPage } from '../../http/read-page.js';
import { answers } from '../backend-route.js';

const plain = new Directories({
  object: 'directory',
  mappingObject: 'directory_group_role_mapping',
  groupField: 'directory_group_id',
  directoryField: 'directory_id',
  idPrefix: 'dir',
});

const scim = new Directories({
  object: 'scim_directory',
  mappingObject: 'scim_group_role_mapping',
  groupField: 'scim_group_id',
  directoryField: 'scim_directory_id',
  idPrefix: 'scim',
});

export const directoryRoutes = answers(directoriesEndpoints, {
  getDirectoryList: ({ query, ...instance }) => plain.list(instance, readPage(query)),
  createDirectory: ({ body, ...instance }) => plain.create(instance, body),
  getDirectory: ({ params, ...instance }) => plain.get(instance, params.directoryId),
  updateDirectory: ({ params, body, ...instance }) => plain.update(instance, params.directoryId, body),
  deleteDirectory: ({ params, ...instance }) => plain.delete(instance, params.directoryId),
  rotateDirectoryApiKey: ({ params, ...instance }) => plain.rotateKey(instance, params.directoryId),
  getGroupRoleMappingList: ({ params, ...instance }) => plain.listMappings(instance, params.directoryId),
  createGroupRoleMapping: ({ params, body, ...instance }) => plain.addMapping(instance, params.directoryId, body),
  replaceGroupRoleMappings: ({ params, body, ...instance }) =>
    plain.replaceMappings(instance, params.directoryId, body),
  deleteGroupRoleMapping: ({ params, ...instance }) =>
    plain.deleteMapping(instance, params.directoryId, params.mappingId),
});

export const scimDirectoryRoutes = answers(scimEndpoints, {
  getSCIMDirectoryList: ({ query, ...instance }) => scim.list(instance, readPage(query)),
  createSCIMDirectory: ({ body, ...instance }) => scim.create(instance, body),
  getSCIMDirectory: ({ params, ...instance }) => scim.get(instance, params.scimDirectoryId),
  updateSCIMDirectory: ({ params, body, ...instance }) => scim.update(instance, params.scimDirectoryId, body),
  deleteSCIMDirectory: ({ params, ...instance }) => scim.delete(instance, params.scimDirectoryId),
  rotateSCIMDirectoryApiKey: ({ params, ...instance }) => scim.rotateKey(instance, params.scimDirectoryId),
  getGroupRoleMappingList: ({ params, ...instance }) => scim.listMappings(instance, params.scimDirectoryId),
  createGroupRoleMapping: ({ params, body, ...instance }) => scim.addMapping(instance, params.scimDirectoryId, body),
  replaceGroupRoleMappings: ({ params, body, ...instance }) =>
    scim.replaceMappings(instance, params.scimDirectoryId, body),
  deleteGroupRoleMapping: ({ params, ...instance }) =>
    scim.deleteMapping(instance, params.scimDirectoryId, params.mappingId),
});
