import type { DeletedObjectJSON, EmailAddressJSON, PhoneNumberJSON } from '@acme/backend/wire';
import { control } from '../control.js';
import { fields } from '../control-field.js';

const userId = fields.required(fields.text('Id, e-mail address, phone number or user name of the user'));
const emailAddressId = fields.required(fields.text('Id of the e-mail address, `idn_…`'));
const phoneNumberId = fields.required(fields.text('Id of the phone number, `idn_…`'));
const state = {
  verified: fields.flag('Whether it is verified'),
  primary: fields.flag('Whether it becomes the primary one of the user'),
};

/** Controls of the e-mail addresses and phone numbers of users. */
export const addressControls = {
  'emailAddresses.add': control({
    summary: 'Adds an e-mail address to a user.',
    fields: { userId, emailAddress: fields.required(fields.text('E-mail address')), ...state },
    changes: true,
    topic: 'data',
    run: async (context, { userId: user, emailAddress, ...given }): Promise<EmailAddressJSON> =>
      context.backend('POST /v1/email_addresses', {
        body: { user_id: await context.userId(user), email_address: emailAddress, ...given },
      }),
  }),
  'emailAddresses.edit': control({
    summary: 'Verifies an e-mail address, or makes it the primary one.',
    fields: { emailAddressId, ...state },
    changes: true,
    topic: 'data',
    run: (context, { emailAddressId: id, ...body }): Promise<EmailAddressJSON> =>
      context.backend(`PATCH /v1/email_addresses/${encodeURIComponent(id)}`, { body }),
  }),
  'emailAddresses.delete': control({
    summary: 'Removes an e-mail address from its user.',
    fields: { emailAddressId },
    changes: true,
    topic: 'data',
    run: (context, { emailAddressId: id }): Promise<DeletedObjectJSON> =>
      context.backend(`DELETE /v1/email_addresses/${encodeURIComponent(id)}`),
  }),
  'phoneNumbers.add': control({
    summary: 'Adds a phone number to a user.',
    fields: { userId, phoneNumber: fields.required(fields.text('Phone number, such as +15555550100')), ...state },
    changes: true,
    topic: 'data',
    run: async (context, { userId: user, phoneNumber, ...given }): Promise<PhoneNumberJSON> =>
      context.backend('POST /v1/phone_numbers', {
        body: { user_id: await context.userId(user), phone_number: phoneNumber, ...given },
      }),
  }),
  'phoneNumbers.edit': control({
    summary: 'Verifies a phone number, or makes it the primary one.',
    fields: { phoneNumberId, ...state },
    changes: true,
    topic: 'data',
    run: (context, { phoneNumberId: id, ...body }): Promise<PhoneNumberJSON> =>
      context.backend(`PATCH /v1/phone_numbers/${encodeURIComponent(id)}`, { body }),
  }),
  'phoneNumbers.delete': control({
    summary: 'Removes a phone number from its user.',
    fields: { phoneNumberId },
    changes: true,
    topic: 'data',
    run: (context, { phoneNumberId: id }): Promise<DeletedObjectJSON> =>
      context.backend(`DELETE /v1/phone_numbers/${encodeURIComponent(id)}`),
  }),
};
