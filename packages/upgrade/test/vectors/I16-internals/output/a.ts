import { AuthStatus, constants, signedInAuthObject } from '@acme/backend/internal';
import { decodeJwt } from '@acme/backend/jwt';

export const header = constants.Headers.AuthStatus;
export const isIn = (status: string) => status === AuthStatus.SignedIn;
export { signedInAuthObject, decodeJwt };
