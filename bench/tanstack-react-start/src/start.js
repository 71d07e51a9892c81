import { createStart } from '@tanstack/react-start';
import { middleware } from '#subject';

export const startInstance = createStart(() => ({ requestMiddleware: middleware() }));
