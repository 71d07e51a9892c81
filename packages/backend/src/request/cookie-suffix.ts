import { provider } from '#crypto';

/** First 8 characters of base64url(SHA-1(publishable key)): what cookie names of an instance end with. */
export async function getCookieSuffix(publishableKey: string): Promise<string> {
  return (await provider.hashBase64Url('SHA-1', publishableKey)).slice(0, 8);
}
