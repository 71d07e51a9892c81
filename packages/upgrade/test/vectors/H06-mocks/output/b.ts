import { vi } from 'vitest';
import { clerkClient } from '@acme/express';

vi.mock('@acme/express');
vi.mocked(clerkClient.users.getUser);
