import { createFileRoute } from '@tanstack/react-router';
import { change } from '../server-functions';

export const Route = createFileRoute('/admin')({
  loader: () => change(),
  component: () => <p>admin</p>,
});
