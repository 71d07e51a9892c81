import { fileURLToPath } from 'node:url';

/** @type {import('next').NextConfig} */
export default {
  turbopack: { root: fileURLToPath(new URL('../../../..', import.meta.url)) },
  distDir: process.env.TEST_DIST_DIR ?? '.next',
};
