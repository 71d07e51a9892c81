import type { Instance } from '../instance/instance.js';
import { imageUrl } from '../store/image-url.js';
import { primaryEmailAddress } from './display-name.js';
import type { UserRecord } from './user-record.js';

/** What members of an organization see of each other. */
export function publicUserData(instance: Pick<Instance, 'url'>, record: UserRecord) {
  const { user } = record;
  const picture = imageUrl(instance, user.imageId, user.id);
  return {
    user_id: user.id,
    first_name: user.firstName,
    last_name: user.lastName,
    image_url: picture,
    profile_image_url: picture,
    has_image: user.imageId !== null,
    identifier: primaryEmailAddress(record)?.emailAddress ?? user.username ?? user.id,
    username: user.username,
    banned: user.banned,
  };
}
