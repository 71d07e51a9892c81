export * from '@acme/backend';
