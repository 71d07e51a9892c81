import { ClerkExpressRequireAuth } from '@clerk/clerk-sdk-node'
;(globalThis as { guard?: unknown }).guard = ClerkExpressRequireAuth()
