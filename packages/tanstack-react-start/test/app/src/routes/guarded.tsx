import { createFileRoute } from '@tanstack/react-router';
import { requireUser } from '../server-functions';

export const Route = createFileRoute('/guarded')({
  beforeLoad: () => requireUser(),
  component: () => <p>guarded</p>,
});
