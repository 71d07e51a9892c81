import type { ClerkClient } from '@acme/express';
import { createClerkClient } from '@acme/express';

export class Service {
  constructor(private readonly clerk: ClerkClient) {}
}
export const service = new Service(createClerkClient({ secretKey: 'x' }));
