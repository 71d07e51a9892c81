import { AuthStatus, constants, signedInAuthObject, decodeJwt } from '@clerk/clerk-sdk-node';

export const header = constants.Headers.AuthStatus;
export const isIn = (status: string) => status === AuthStatus.SignedIn;
export { signedInAuthObject, decodeJwt };
