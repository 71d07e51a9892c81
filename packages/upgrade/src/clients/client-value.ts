import type { Node } from '@babel/types';
import type { NodePath } from '../source/parse-source.js';
import { legacyPackages } from '../source/rename-module.js';

/**
 * What a value is, as far as the code shows it:
 * `client`: a client of the Backend API; `factory`: creates one; `guard`: `requireAuth` of the official Express package, or what it makes; `sdk`: the exports of an SDK; `module`: those of a module of the project, or an object;
 * `function`: gives a client when it is called; `foreign`: anything else; `unknown`: the code does not show it.
 */
export type ClientValue =
  | {
      readonly is: 'client';
      /** The client that a package exports. It reads the environment. */
      readonly isDefault: boolean;
      /** The options it was created with. */
      readonly options?: Node | undefined;
    }
  | { readonly is: 'factory' }
  | { readonly is: 'guard' }
  | {
      readonly is: 'sdk';
      /** Its specifier, as far as it is known. */
      readonly module?: string | undefined;
    }
  | { readonly is: 'module'; readonly exports: ClientExports }
  | { readonly is: 'function'; readonly gives: ClientValue }
  | { readonly is: 'foreign' }
  | { readonly is: 'unknown' };

/** Which exports of a module concern clients or guards. `=` is the value of `module.exports`. */
export interface ClientExports {
  readonly [name: string]: ExportedClient | undefined;
}

/**
 * A client, a function that gives one, a class or function that creates one with options, a guard, all exports of an SDK, or an object with
 * such members.
 */
export type ExportedClient = 'client' | 'function' | 'factory' | 'guard' | 'sdk' | ClientExports;

export const foreign: ClientValue = { is: 'foreign' };
export const unknown: ClientValue = { is: 'unknown' };
export const defaultClient: ClientValue = { is: 'client', isDefault: true };
export const guard: ClientValue = { is: 'guard' };
export const ownClient: ClientValue = { is: 'client', isDefault: false };

/** Whether a module is one of the packages whose clients are concerned. */
export function isSdk(module: string): boolean {
  if (legacyPackages.some((name) => module === name || module.startsWith(`${name}/`))) return true;
  return /^@(?:clerk|acme)\/(?:backend|express|fastify|hono)$/.test(module);
}

/** What a package exports under a name. */
export function sdkExport(name: string, module = ''): ClientValue {
  if (name === '*') return { is: 'sdk', module };
  if (name === 'requireAuth' && /^@(?:clerk|acme)\/express$/.test(module)) return guard;
  if (name === 'default') return /\/instance$/.test(module) ? { is: 'factory' } : defaultClient;
  if (name === 'clerkClient') return defaultClient;
  return name === 'createClerkClient' || name === 'Clerk' ? { is: 'factory' } : foreign;
}

/** What a module of the project exports under a name. */
export function moduleExport(exports: ClientExports, name: string): ClientValue {
  const found = Object.hasOwn(exports, name) ? exports[name] : undefined;
  const whole = Object.hasOwn(exports, '=') ? exports['='] : undefined;
  if (name === '*') return { is: 'module', exports };
  return found ? valueOf(found) : name === 'default' && whole ? valueOf(whole) : foreign;
}

/** The value of an export. */
export function valueOf(exported: ExportedClient): ClientValue {
  if (typeof exported === 'object') return { is: 'module', exports: exported };
  if (exported === 'client') return ownClient;
  if (exported === 'sdk' || exported === 'factory' || exported === 'guard') return { is: exported };
  return { is: 'function', gives: ownClient };
}

/** What other files see of a value that this one exports. */
export function exportedOf(value: ClientValue): ExportedClient | undefined {
  if (value.is === 'client' || value.is === 'factory' || value.is === 'guard' || value.is === 'sdk') return value.is;
  if (value.is === 'module') return value.exports;
  if (value.is !== 'function') return undefined;
  if (value.gives.is === 'guard') return 'guard';
  return value.gives.is === 'client' ? 'function' : undefined;
}

/** The most telling of several values that an expression may have. */
export function anyOf(values: readonly ClientValue[]): ClientValue {
  const telling = values.find(({ is }) => is !== 'foreign' && is !== 'unknown');
  return telling ?? values.find(({ is }) => is === 'unknown') ?? values[0] ?? unknown;
}

/** A member of a value. */
export function memberOf(value: ClientValue, name: string): ClientValue {
  if (value.is === 'sdk') return sdkExport(name, value.module);
  if (value.is === 'module') return moduleExport(value.exports, name);
  if (value.is === 'client' && name === 'base') return value;
  return value.is === 'unknown' ? unknown : foreign;
}

/** Answers what expressions and names are. */
export interface ClientLookup {
  /** What an expression is. @param depth - how many steps led to it */
  valueOf(path: NodePath, depth: number): ClientValue;
  /** What a name is in the scope of a place. */
  ofName(at: NodePath, name: string, depth: number): ClientValue;
}
