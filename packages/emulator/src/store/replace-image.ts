import { ParameterError } from '../errors/api-error.js';
import { crossOriginHeaders } from './cross-origin-headers.js';
import { Collection, type StoreContext } from './collection.js';

/** An uploaded picture. Scope: the row it is a picture of. */
interface Image {
  readonly type: string;
  /** Base64. */
  readonly data: string;
}

const images = new Collection<Image>('image', { idPrefix: 'img' });

const imageTypes = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];

/** Stores an uploaded picture in place of the one before. @returns its id @throws {ParameterError} `form_param_value_invalid` */
export async function replaceImage(context: StoreContext, ownerId: string, file: File): Promise<string> {
  if (!imageTypes.includes(file.type)) {
    throw new ParameterError(
      'form_param_value_invalid',
      'is invalid',
      'file',
      `file must be one of ${imageTypes.join(', ')}.`,
    );
  }
  await images.deleteScope(context.db, ownerId);
  const data = Buffer.from(await file.arrayBuffer()).toString('base64');
  return (await images.insert(context, { type: file.type, data }, { scope: ownerId })).id;
}

/** Deletes the picture of a row. */
export async function removeImage({ db }: Pick<StoreContext, 'db'>, ownerId: string): Promise<void> {
  await images.deleteScope(db, ownerId);
}

/** An uploaded picture as an answer; undefined if there is none. */
export async function showImage({ db }: Pick<StoreContext, 'db'>, id: string): Promise<Response | undefined> {
  const image = await images.find(db, id);
  return (
    image &&
    new Response(Buffer.from(image.data, 'base64'), {
      headers: {
        ...crossOriginHeaders,
        'content-type': image.type,
        'x-content-type-options': 'nosniff',
      },
    })
  );
}
