export * from '@acme/backend/errors';
