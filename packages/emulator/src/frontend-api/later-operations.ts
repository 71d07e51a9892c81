/** Operations that newer browser libraries call, and the description of version 2026-05-12 does not have. */
export const laterOperations = {
  GetUserCreditBalance: 'GET /v1/me/billing/credits',
  GetUserCreditHistory: 'GET /v1/me/billing/credits/history',
  GetOrganizationCreditBalance: 'GET /v1/organizations/{organizationID}/billing/credits',
  GetOrganizationCreditHistory: 'GET /v1/organizations/{organizationID}/billing/credits/history',
} as const;
