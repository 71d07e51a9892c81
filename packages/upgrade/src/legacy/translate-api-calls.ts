import type { Node, ObjectPattern } from '@babel/types';
import { ClientFinder } from '../clients/client-finder.js';
import { childOf } from '../clients/child-of.js';
import { isSdkPattern, isSdkResource } from '../clients/is-sdk-resource.js';
import { traverse, type NodePath } from '../source/parse-source.js';
import { rangeOf } from '../source/source-file.js';
import type { FindingCode } from '../source/finding.js';
import { comesFromOther } from './comes-from-other.js';
import type { Migration } from './migration.js';
import { memberName, propertyName } from '../source/member-name.js';

/** Methods that are only reported. */
const changed: Readonly<Record<string, FindingCode>> = {
  createEmail: 'api-changed',
  createSMSMessage: 'api-removed',
  verifyClient: 'api-changed',
  interstitial: 'api-removed',
  localInterstitial: 'api-removed',
  remotePrivateInterstitial: 'api-removed',
  remotePublicInterstitial: 'api-removed',
  remotePublicInterstitialUrl: 'api-removed',
};

/** `getPendingOrganizationInvitationList(params)` is a list with a status now. */
function translatePending(migration: Migration, callee: NodePath): void {
  const call = callee.parentPath;
  if (!callee.isMemberExpression() || !call?.isCallExpression()) return;
  const { file } = migration;
  file.replace(callee.node.property, 'getOrganizationInvitationList');
  const [argument] = call.node.arguments;
  const status = `status: [${file.quoted('pending')}]`;
  if (argument?.type !== 'ObjectExpression') return file.report('argument-shape', call.node);
  const last = argument.properties.at(-1);
  if (last) file.edits.appendLeft(rangeOf(last).end, `, ${status}`);
  else file.replace(argument, `{ ${status} }`);
}

function isOfUser({ file }: Migration, path: NodePath): boolean {
  return !/(?:^|\.)(?:req|request|res|response)$/.test(file.textOf(path.node).replace(/\??\.\w+$/, ''));
}

/** `user.profileImageUrl`. Other objects may have a field of that name, such as rows of a database. */
function translateImage(migration: Migration, path: NodePath, property: Node): void {
  const { file, surroundings } = migration;
  const object = childOf(path, 'object');
  const finder = new ClientFinder(surroundings.clientModules ?? {});
  if (!object || !isSdkResource(finder, object) || comesFromOther(migration, object))
    return file.report('image-url', path.node);
  file.replace(property, property.type === 'StringLiteral' ? file.quoted('imageUrl') : 'imageUrl');
}

/** `const { profileImageUrl } = user` */
function translateImageInPattern({ file, surroundings }: Migration, path: NodePath<ObjectPattern>): void {
  const property = path.node.properties.find((one) => propertyName(one) === 'profileImageUrl');
  if (property?.type !== 'ObjectProperty') return;
  if (!isSdkPattern(new ClientFinder(surroundings.clientModules ?? {}), path))
    return file.report('image-url', property);
  const key = property.key.type === 'StringLiteral' ? file.quoted('imageUrl') : 'imageUrl';
  if (property.shorthand) file.edits.appendLeft(rangeOf(property).start, `${key}: `);
  else file.replace(property.key, key);
}

function translateMember(migration: Migration, path: NodePath): void {
  const { file } = migration;
  const name = memberName(path.node);
  if (name === undefined) return;
  const isCall = path.key === 'callee';
  if (isCall && name === 'getPendingOrganizationInvitationList') return translatePending(migration, path);
  const code = isCall && Object.hasOwn(changed, name) ? changed[name] : undefined;
  if (code) return file.report(code, path.parent);
  if (isCall && name === 'authenticateRequest' && path.isMemberExpression()) return checkAuthenticate(migration, path);
  const property = path.isMemberExpression() || path.isOptionalMemberExpression() ? path.node.property : undefined;
  if (name === 'profileImageUrl' && property) return translateImage(migration, path, property);
  if (/^(?:logoUrl|picture)$/.test(name) && isOfUser(migration, path)) file.report('image-url', path.node);
}

/** Version 4 took one argument in several forms; there are two arguments now. */
function checkAuthenticate({ file }: Migration, callee: NodePath): void {
  const call = callee.parentPath;
  if (call?.isCallExpression() && call.node.arguments.length < 2) file.report('argument-shape', call.node);
}

/** Translates calls of the API whose names or results changed. */
export function translateApiCalls(migration: Migration): void {
  const isOld = migration.surroundings.legacyMajor < 5;
  const visit = (path: NodePath) => translateMember(migration, path);
  traverse(migration.file.ast, {
    ...(isOld ? { MemberExpression: visit, OptionalMemberExpression: visit } : {}),
    ObjectPattern(path) {
      if (isOld) translateImageInPattern(migration, path);
    },
    StringLiteral(path) {
      if (path.node.value === '_clerk_session_id') migration.file.report('session-parameter', path.node);
    },
    Identifier(path) {
      if (path.node.name === '_clerk_session_id') migration.file.report('session-parameter', path.node);
    },
  });
}
