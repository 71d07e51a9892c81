// Checked by the compiler alone: whoever has passed a rule with a role or a permission is active in an organization.
import type { Protect as AstroProtect } from '@acme/astro/server';
import type { Auth } from '@acme/nextjs/server';
import type { Protect as NuxtProtect } from '@acme/nuxt/server';
import type { Protect as ReactRouterProtect } from '@acme/react-router/server';
import type { protect as remixProtect } from '@acme/remix/ssr.server';
import type { Protect as StartProtect } from '@acme/tanstack-react-start/server';

declare const astro: AstroProtect;
declare const nuxt: NuxtProtect;
declare const reactRouter: ReactRouterProtect;
declare const remix: typeof remixProtect;
declare const start: StartProtect;
declare const next: Auth['protect'];
declare const context: Parameters<AstroProtect>[0];
declare const event: Parameters<NuxtProtect>[0];
declare const routerArgs: Parameters<ReactRouterProtect>[0];
declare const remixArgs: Parameters<typeof remixProtect>[0];

const role = { role: 'org:admin' } as const;
const permission = { permission: 'org:posts:delete' } as const;
const people = { ...role, token: 'session_token' } as const;
const anybody = { ...permission, token: ['session_token', 'api_key'] } as const;

/** The organization of somebody who has passed. */
interface InOrganization {
  readonly orgId: string;
  readonly userId: string;
}

export const active: readonly (InOrganization | Promise<InOrganization>)[] = [
  astro(context, role),
  astro(context, permission),
  astro(context, people),
  nuxt(event, role),
  nuxt(event, permission),
  nuxt(event, people),
  reactRouter(routerArgs, role),
  reactRouter(routerArgs, permission),
  reactRouter(routerArgs, people),
  remix(remixArgs, role),
  remix(remixArgs, permission),
  remix(remixArgs, people),
  start(role),
  start(permission),
  start(people),
  next(role),
  next(permission, { unauthenticatedUrl: '/sign-in' }),
  next(people),
];

/** Of several kinds of token only people have an organization. */
export async function organizationsOf(): Promise<readonly string[]> {
  const passed = [
    astro(context, anybody),
    nuxt(event, anybody),
    await reactRouter(routerArgs, anybody),
    await remix(remixArgs, anybody),
    await start(anybody),
    await next(anybody),
  ];
  return passed.flatMap((auth) => (auth.tokenType === 'session_token' ? [auth.orgId] : []));
}

// @ts-expect-error there may be no organization without such a rule
export const one: InOrganization = astro(context);
// @ts-expect-error there may be no organization without such a rule
export const two: InOrganization = nuxt(event, { plan: 'gold' });
// @ts-expect-error there may be no organization without such a rule
export const three: Promise<InOrganization> = reactRouter(routerArgs, { feature: 'export' });
// @ts-expect-error there may be no organization without such a rule
export const four: Promise<InOrganization> = remix(remixArgs, { reverification: 'strict' });
// @ts-expect-error there may be no organization without such a rule
export const five: Promise<InOrganization> = start();
// @ts-expect-error there may be no organization without such a rule
export const six: Promise<InOrganization> = next((has) => has(role));

// @ts-expect-error no member of a rule
astro(context, { role: 'org:admin', rule: 1 });
// @ts-expect-error no member of a rule
void next({ role: 'org:admin', unauthenticated: '/sign-in' });
