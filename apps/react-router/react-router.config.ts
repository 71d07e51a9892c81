import type { Config } from '@react-router/dev/config';

// React Router 7 runs middleware with this flag; React Router 8 always does.
export default { future: { v8_middleware: true } } satisfies Config;
