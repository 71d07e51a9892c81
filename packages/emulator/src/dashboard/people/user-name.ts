import type { UserJSON } from '@acme/backend/wire';

/** The primary e-mail address of a user; undefined if there is none. */
export function emailAddressOf(user: UserJSON): string | undefined {
  const { email_addresses: all, primary_email_address_id: primary } = user;
  return (all.find(({ id }) => id === primary) ?? all[0])?.email_address;
}

/** What a list calls a user: the name, or what else identifies the user. */
export function userName(user: UserJSON): string {
  const name = [user.first_name, user.last_name].filter((part) => part).join(' ');
  return name || user.username || emailAddressOf(user) || user.phone_numbers[0]?.phone_number || user.id;
}
