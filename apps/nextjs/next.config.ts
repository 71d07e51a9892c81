import type { NextConfig } from 'next';

const config: NextConfig = { transpilePackages: ['example-pages'] };

export default config;
