import * as sdk from '@clerk/clerk-sdk-node';

app.use(sdk.ClerkExpressWithAuth());
export const all = Object.keys(sdk);
