import type { Migration } from './migration.js';
import { isOnApp, routeCallOf, type RouteCall } from './route-call.js';

/** Method and path of a route of an app that is created beside it; undefined for other registrations. */
function exactRoute(route: RouteCall): string | undefined {
  const [first] = route.path.node.arguments;
  const isExact = first?.type === 'StringLiteral' && !/[*:(]/.test(first.value) && isOnApp(route);
  return isExact && /^(?:get|post|put|patch|delete)$/.test(route.method) ? `${route.method} ${first.value}` : undefined;
}

/** Whether no other middleware runs for the requests of a route: all are on routes of one app, each with its own path. */
export function isAlone({ references }: Migration, route: RouteCall | undefined): boolean {
  const routes = references.flatMap(({ role, path }) => {
    const call = role.is === 'middleware' && path.key === 'callee' ? path.parentPath : undefined;
    return role.is === 'middleware' ? [call ? routeCallOf(call) : undefined] : [];
  });
  const places = routes.map((one) => one && exactRoute(one));
  const own = route && exactRoute(route);
  const known = places.every((place) => place !== undefined);
  return own !== undefined && known && places.filter((place) => place === own).length === 1;
}
