import { control } from '../control.js';
import { fields } from '../control-field.js';
import { mintTokens } from '../mint-tokens.js';

/** Controls of the tokens that clients of OAuth get. */
export const oauthTokenControls = {
  'oauthTokens.create': control({
    summary:
      'Creates an access token of OAuth, and answers it; for a client that would get it with the consent of the user.',
    fields: {
      userId: fields.required(fields.text('Id, e-mail address, phone number or user name of the user')),
      applicationId: fields.text('Id of the OAuth application; a new one if left out'),
      scopes: fields.texts('Scopes; profile and email if left out'),
      resource: fields.text('Address of the server that the token is for'),
      jkt: fields.text('Thumbprint of the key that the token is bound to (RFC 7638)'),
      format: fields.choice('Form of the token; opaque if left out', ['opaque', 'jwt']),
      expiresInSeconds: fields.number('Seconds until it expires; 3600 if left out', { min: 1, max: 3_153_600_000 }),
    },
    changes: true,
    topic: 'data',
    run: async (context, { userId, ...wanted }): Promise<{ readonly id: string; readonly token: string }> =>
      mintTokens.oauthToken(context.instance, { ...wanted, userId: await context.userId(userId) }),
  }),
};
