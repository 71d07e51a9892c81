import * as sdk from '@clerk/clerk-sdk-node';

app.use(sdk.ClerkExpressWithAuth());
export const user = (id) => sdk.users.getUser(id);
export const client = sdk.default;
