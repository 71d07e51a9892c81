import { metadataCorsOptionsRequestHandler, protectedResourceHandlerClerk } from '@acme/nextjs/server';

export const GET = protectedResourceHandlerClerk({ resource: 'https://api.example.com/mcp' });
export const OPTIONS = metadataCorsOptionsRequestHandler();
