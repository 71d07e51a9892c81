import { createRouter } from '@tanstack/react-router';
import { routeTree } from './routeTree.gen';

export const getRouter = () =>
  createRouter({ routeTree, defaultNotFoundComponent: () => <p>There is nothing here, or it is not for you.</p> });
