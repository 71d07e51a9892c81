import { createRootRoute, createRoute, createRouter } from '@tanstack/react-router';
import { current } from './current-application.js';

/** `src/router.tsx` of the application that answers the request. */
export function getRouter() {
  const root = createRootRoute();
  const routes = Object.entries(current().routes).map(([path, ANY]) =>
    createRoute({ getParentRoute: () => root, path, server: { handlers: { ANY } } }),
  );
  return createRouter({ routeTree: root.addChildren(routes) });
}
