import { index, route, type RouteConfig } from '@react-router/dev/routes';

export default [
  index('routes/home.tsx'),
  route('protected', 'routes/protected.tsx'),
  route('organization', 'routes/organization.tsx'),
  route('sign-in', 'routes/sign-in.ts'),
  route('sign-out', 'routes/sign-out.tsx'),
  route('api/me', 'routes/api.me.ts'),
  route('api/members', 'routes/api.members.ts'),
  route('api/job', 'routes/api.job.ts'),
  route('client', 'routes/client.tsx'),
  route('action', 'routes/action.tsx'),
  route('webhooks', 'routes/webhooks.ts'),
] satisfies RouteConfig;
