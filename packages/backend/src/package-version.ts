declare const __PACKAGE_VERSION__: string;

/** Version of this package; the build puts it in. */
export const packageVersion = __PACKAGE_VERSION__;

/** `User-Agent` of Backend API calls when none is given. */
export const defaultUserAgent = `@acme/backend@${packageVersion}`;

/** Value of the `Clerk-API-Version` header: the version of the service's wire format that this package speaks. */
export const apiVersionHeader = '2026-05-12';
