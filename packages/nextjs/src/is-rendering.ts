import * as react from 'react';

/** React 18 has none; there the headers of the request decide. */
const { cache } = react as { readonly cache?: <T>(make: () => T) => () => T };
const perRender = cache?.(() => ({}));

/**
 * Whether a server component is being rendered. React caches while it renders, and only then: a route handler, a server action and a
 * middleware get a new value each time.
 * @see {@link https://react.dev/reference/react/cache | React: cache}
 */
export function isRendering(): boolean {
  return perRender !== undefined && perRender() === perRender();
}
