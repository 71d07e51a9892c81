import { html } from 'hono/html';
import { avatar } from '../../pages/avatar.js';
import { drawAvatar, initialsOf } from '../../pages/draw-avatar.js';
import type { Html } from '../../pages/render-page.js';

/** Of whom a picture is. */
interface Pictured {
  readonly id: string;
  readonly name: string;
  readonly hasImage: boolean;
  /** Of the wire form. Only its path counts, so that nothing is loaded from elsewhere. */
  readonly imageUrl: string | undefined;
}

/** Width and height of a picture in a list. */
const size = 28;

/** The round picture of a user or an organization. A drawn one is part of the page: the request log would show that it was loaded. */
export function picture({ id, name, hasImage, imageUrl }: Pictured): Html {
  if (hasImage && imageUrl !== undefined && URL.canParse(imageUrl)) return avatar(new URL(imageUrl).pathname, size);
  const attributes = html`class="avatar" width="${size}" height="${size}" aria-hidden="true" focusable="false"`;
  return drawAvatar(id, initialsOf(name), attributes);
}
