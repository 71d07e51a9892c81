import { createFrontendApiProxyHandlers } from '@acme/nextjs/server';

export const { GET, POST, PUT, DELETE, PATCH } = createFrontendApiProxyHandlers({ proxyPath: '/fapi' });
