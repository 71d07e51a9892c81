import { protectedResourceHandlerClerk } from '@acme/tanstack-react-start/server';
import { createFileRoute } from '@tanstack/react-router';

export const Route = createFileRoute('/.well-known/oauth-protected-resource/mcp')({
  server: { handlers: { ANY: protectedResourceHandlerClerk({ resource: 'https://api.example.com/mcp' }) } },
});
