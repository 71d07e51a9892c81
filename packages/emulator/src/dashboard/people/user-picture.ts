import type { UserJSON } from '@acme/backend/wire';
import type { Html } from '../../pages/render-page.js';
import { picture } from '../layout/picture.js';
import { userName } from './user-name.js';

/** The picture of a user in a list. */
export function userPicture(user: UserJSON): Html {
  return picture({ id: user.id, name: userName(user), hasImage: user.has_image, imageUrl: user.image_url });
}
