import { vi } from 'vitest';
import { clerkClient } from '@clerk/clerk-sdk-node';

vi.mock('@clerk/clerk-sdk-node');
vi.mocked(clerkClient.users.getUser);
