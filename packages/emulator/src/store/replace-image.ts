import { ParameterError } from '../errors/api-error.js';
import type { Instance } from '../instance/instance.js';
import { Collection } from './collection.js';

/** A picture that somebody uploaded. Scope: what it is a picture of. */
interface Image {
  readonly type: string;
  /** Base64. */
  readonly data: string;
}

const images = new Collection<Image>('image', { idPrefix: 'img' });

const imageTypes = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];

/** Keeps an uploaded picture in place of the one there was. @throws {ParameterError} `form_param_value_invalid` */
export async function replaceImage(instance: Instance, ownerId: string, file: File): Promise<string> {
  if (!imageTypes.includes(file.type)) {
    throw new ParameterError(
      'form_param_value_invalid',
      'is invalid',
      'file',
      `file must be one of ${imageTypes.join(', ')}.`,
    );
  }
  await images.deleteScope(instance.db, ownerId);
  const data = Buffer.from(await file.arrayBuffer()).toString('base64');
  return (await images.insert(instance, { type: file.type, data }, { scope: ownerId })).id;
}

/** Forgets the picture of a thing. */
export async function removeImage({ db }: Instance, ownerId: string): Promise<void> {
  await images.deleteScope(db, ownerId);
}

/** An uploaded picture as an answer; undefined if there is none. */
export async function showImage({ db }: Instance, id: string): Promise<Response | undefined> {
  const image = await images.find(db, id);
  return (
    image &&
    new Response(Buffer.from(image.data, 'base64'), {
      headers: {
        'content-type': image.type,
        'x-content-type-options': 'nosniff',
        // Applications on other ports show these pictures.
        'cross-origin-resource-policy': 'cross-origin',
      },
    })
  );
}
