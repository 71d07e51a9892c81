import { pathToRegexp, type Key } from 'path-to-regexp';
import { ConfigurationError } from '../errors.js';
import type { OrganizationSyncOptions } from '../options.js';
import type { SignedInAuthObject } from './auth-object.js';

/** What a path requires to be active: an organization by id or slug, or the personal account. */
export type OrganizationTarget =
  { readonly kind: 'organization'; readonly id?: string; readonly slug?: string } | { readonly kind: 'personal' };

/** Finds the target of a path. */
export type OrganizationMatcher = (pathname: string) => OrganizationTarget | undefined;

interface CompiledPattern {
  readonly regexp: RegExp;
  readonly keys: readonly Key[];
}

function compile(pattern: string): CompiledPattern {
  const keys: Key[] = [];
  try {
    return { regexp: pathToRegexp(pattern, keys), keys };
  } catch (cause) {
    throw new ConfigurationError(
      'organization_pattern_invalid',
      `The pattern "${pattern}" in \`organizationSyncOptions\` is not in path-to-regexp 6 syntax. Write it like \`/orgs/:slug/(.*)\`.`,
      { cause },
    );
  }
}

function matchOrganization(pathname: string, { regexp, keys }: CompiledPattern): OrganizationTarget | undefined {
  const match = regexp.exec(pathname);
  // Stryker disable next-line ConditionalExpression: only a pattern that matches is read.
  if (!match) return undefined;
  const value = (name: string) => {
    const index = keys.findIndex((key) => key.name === name);
    return index < 0 ? undefined : match[index + 1];
  };
  const id = value('id');
  // Stryker disable next-line StringLiteral: only the other kind is looked for by its name.
  if (id) return { kind: 'organization', id };
  const slug = value('slug');
  // Stryker disable next-line StringLiteral: only the other kind is looked for by its name.
  return slug ? { kind: 'organization', slug } : undefined;
}

/**
 * Compiles the patterns. A pattern must match the whole path; case and a slash at the end do not matter, and the path is not decoded.
 * The first organization pattern that matches decides; if it captured neither id nor slug, or if none matches, the patterns of the
 * personal account are tried.
 * @throws {ConfigurationError} `organization_pattern_invalid`
 */
export function compileOrganizationPatterns(
  options: OrganizationSyncOptions | undefined,
): OrganizationMatcher | undefined {
  if (!options) return undefined;
  const organization = options.organizationPatterns?.map(compile);
  const personal = options.personalAccountPatterns?.map(compile);
  return (pathname) => {
    const matching = organization?.find(({ regexp }) => regexp.test(pathname));
    const target = matching && matchOrganization(pathname, matching);
    if (target) return target;
    return personal?.some(({ regexp }) => regexp.test(pathname)) ? { kind: 'personal' } : undefined;
  };
}

/** Whether the active organization is another one than the path requires. */
export function isOtherOrganizationActive(target: OrganizationTarget, auth: SignedInAuthObject): boolean {
  if (target.kind === 'personal') return Boolean(auth.orgId);
  if (target.slug !== undefined && target.slug !== auth.orgSlug) return true;
  return target.id !== undefined && target.id !== auth.orgId;
}

/** The value of a handshake's parameter for the target: id or slug; empty for the personal account. */
export function organizationParameter(target: OrganizationTarget | undefined): string | undefined {
  if (!target) return undefined;
  return target.kind === 'personal' ? '' : (target.id ?? target.slug);
}
