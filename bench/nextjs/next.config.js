import { fileURLToPath } from 'node:url';

const subject = process.env.BENCH_SUBJECT ?? 'bare';

/** @type {import('next').NextConfig} */
export default {
  distDir: `.next/${subject}`,
  turbopack: {
    root: fileURLToPath(new URL('../..', import.meta.url)),
    resolveAlias: { 'bench-subject': `./subjects/${subject}.js` },
  },
};
