import { backendApi } from '../backend-api/backend-api.js';
import type { Capability } from '../controls/control-context.js';
import { notEmulated } from './not-emulated.js';
import { operations } from './operations.js';

/** Every operation of both APIs, with the reason where the emulator does not have it. */
export function listCapabilities(): readonly Capability[] {
  const backend = Object.entries(backendApi).flatMap(([group, routes]) =>
    Object.entries(routes).map(([method, route]): Capability => ({
      api: 'Backend API',
      operation: `${group}.${method}`,
      route: `${route.method} /v1${route.path.replace(/:(\w+)/g, '{$1}')}`,
      isEmulated: true,
    })),
  );
  const reasons: Readonly<Record<string, string>> = notEmulated;
  const frontend = Object.entries(operations).map(([operation, route]): Capability => {
    const reason = Object.hasOwn(reasons, operation) ? reasons[operation] : undefined;
    return { api: 'Frontend API', operation, route, isEmulated: reason === undefined, ...(reason && { reason }) };
  });
  return [...backend, ...frontend];
}
