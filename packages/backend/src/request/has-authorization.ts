/** How recently a person must have proved who they are. */
export type ReverificationLevel = 'first_factor' | 'second_factor' | 'multi_factor';

/** A named requirement, or a level with an age in minutes. */
export type ReverificationConfig =
  'strict_mfa' | 'strict' | 'moderate' | 'lax' | { readonly level: ReverificationLevel; readonly afterMinutes: number };

declare global {
  /**
   * The roles and permissions of the instance. Declare `role` and `permission` as unions in a `declare global` block of your
   * own, and no other value compiles.
   * @example
   * declare global {
   *   interface ClerkAuthorization {
   *     role: 'org:admin' | 'org:member';
   *     permission: 'org:posts:read' | 'org:posts:delete';
   *   }
   * }
   */
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- applications add the members
  interface ClerkAuthorization {}
}

type Declared<Name extends string> =
  ClerkAuthorization extends Readonly<Record<Name, infer Value extends string>> ? Value : string;

/** A role: any text, or one of those that `ClerkAuthorization` declares. */
export type OrganizationRole = Declared<'role'>;
/** A permission: any text, or one of those that `ClerkAuthorization` declares. Session tokens carry no `org:sys_…` permissions. */
export type OrganizationPermission = Declared<'permission'>;

/** The conditions of `has()`. All of them must hold; without any the answer is false. */
export interface AuthorizationParams {
  /** Role in the active organization, with or without `org:`. */
  readonly role?: OrganizationRole;
  /** Permission in the active organization, `org:feature:action`. */
  readonly permission?: OrganizationPermission;
  /** Feature of the user or the organization; `user:` or `org:` before it restricts the search. */
  readonly feature?: string;
  /** Plan of the user or the organization; `user:` or `org:` before it restricts the search. */
  readonly plan?: string;
  readonly reverification?: ReverificationConfig;
}

/** The facts that `has()` compares conditions with. */
export interface AuthorizationFacts {
  readonly userId: string | null | undefined;
  readonly orgId: string | null | undefined;
  readonly orgRole: string | null | undefined;
  readonly orgPermissions: readonly string[] | null | undefined;
  readonly factorVerificationAge: unknown;
  readonly features: unknown;
  readonly plans: unknown;
}

const presets: Readonly<Record<string, { readonly level: ReverificationLevel; readonly afterMinutes: number }>> = {
  strict_mfa: { level: 'multi_factor', afterMinutes: 10 },
  strict: { level: 'second_factor', afterMinutes: 10 },
  moderate: { level: 'second_factor', afterMinutes: 60 },
  lax: { level: 'second_factor', afterMinutes: 1440 },
};

const levels: ReadonlySet<unknown> = new Set(['first_factor', 'second_factor', 'multi_factor']);

/** Roles and permissions are written with and without their prefix; both mean the same. The match, which may be empty, is at the beginning. */
const withOrgPrefix = (name: string) => name.replace(/(org:)*/, 'org:');

function hasRole(facts: AuthorizationFacts, role: unknown): boolean {
  if (typeof role !== 'string' || !facts.orgId || !facts.orgRole) return false;
  return withOrgPrefix(facts.orgRole) === withOrgPrefix(role);
}

function hasPermission(facts: AuthorizationFacts, permission: unknown): boolean {
  if (typeof permission !== 'string' || !facts.orgId || !Array.isArray(facts.orgPermissions)) return false;
  return facts.orgPermissions.includes(withOrgPrefix(permission));
}

/** Splits `o:a,u:b,ou:c` into the names that hold for organizations and for users. */
function splitScopes(claim: unknown): { readonly org: ReadonlySet<string>; readonly user: ReadonlySet<string> } {
  const org = new Set<string>();
  const user = new Set<string>();
  if (typeof claim !== 'string') return { org, user };
  for (const element of claim.split(',')) {
    const [scope, name] = element.trim().split(':', 2);
    if (!name) continue;
    if (scope === 'o' || scope === 'ou' || scope === 'uo') org.add(name);
    if (scope === 'u' || scope === 'ou' || scope === 'uo') user.add(name);
  }
  return { org, user };
}

function hasBillingItem(claim: unknown, asked: unknown): boolean {
  if (typeof asked !== 'string') return false;
  const { org, user } = splitScopes(claim);
  if (!asked.includes(':')) return org.has(asked) || user.has(asked);
  const [scope = asked, name] = asked.split(':', 2);
  const wanted = name || scope;
  if (scope === 'o' || scope === 'org' || scope === 'organization') return org.has(wanted);
  return (scope === 'u' || scope === 'user') && user.has(wanted);
}

/** The required level and age in minutes; undefined for a requirement that is unknown. */
export function readReverification(
  asked: unknown,
): { readonly level: ReverificationLevel; readonly afterMinutes: number } | undefined {
  if (typeof asked === 'string') return Object.hasOwn(presets, asked) ? presets[asked] : undefined;
  if (typeof asked !== 'object' || asked === null || !('level' in asked) || !('afterMinutes' in asked))
    return undefined;
  const { level, afterMinutes } = asked;
  return levels.has(level) && typeof afterMinutes === 'number' && afterMinutes > 0
    ? { level: level as ReverificationLevel, afterMinutes }
    : undefined;
}

const isAge = (value: unknown): value is number => typeof value === 'number' && (value === -1 || value >= 0);

function isReverified(facts: AuthorizationFacts, asked: unknown): boolean {
  const required = readReverification(asked);
  const ages = facts.factorVerificationAge;
  if (!required || !Array.isArray(ages) || ages.length !== 2) return false;
  const [first, second] = ages as readonly unknown[];
  if (!isAge(first) || !isAge(second)) return false;
  const isFresh = (age: number) => age !== -1 && required.afterMinutes > age;
  if (required.level === 'first_factor') return isFresh(first);
  if (second === -1) return isFresh(first);
  if (required.level === 'second_factor') return isFresh(second);
  return isFresh(first) && isFresh(second);
}

/** Whether all conditions hold. A member that is undefined is no condition, and without any the answer is false. */
export function hasAuthorization(facts: AuthorizationFacts, params: AuthorizationParams): boolean {
  // An undefined constant may be passed instead of an object.
  if (!facts.userId || !(params as unknown)) return false;
  const { role, permission, feature, plan, reverification } = params;
  const answers = [
    role === undefined ? undefined : hasRole(facts, role),
    permission === undefined ? undefined : hasPermission(facts, permission),
    feature === undefined ? undefined : hasBillingItem(facts.features, feature),
    plan === undefined ? undefined : hasBillingItem(facts.plans, plan),
    reverification === undefined ? undefined : isReverified(facts, reverification),
  ].filter((answer) => answer !== undefined);
  return answers.length > 0 && answers.every(Boolean);
}
