import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** @type {import('next').NextConfig} */
export default {
  transpilePackages: ['example-pages'],
  turbopack: { root },
  outputFileTracingRoot: root,
  // The types of the example are checked with the example.
  typescript: { ignoreBuildErrors: true },
};
