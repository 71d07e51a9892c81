import { ParameterError } from '../errors/api-error.js';

/** The first characters of pictures in base64. */
const beginnings: readonly (readonly [start: string, type: string])[] = [
  ['iVBORw0KGgo', 'image/png'],
  ['/9j/', 'image/jpeg'],
  ['R0lGOD', 'image/gif'],
  ['UklGR', 'image/webp'],
];

/**
 * The picture in a body that is base64 or a data URL, as browser libraries send it when an application gives them a text.
 * @throws {ParameterError} `form_param_format_invalid`
 */
export function base64File(text: string): File {
  const [, declared, encoded = text] = /^data:([\w.+-]+\/[\w.+-]+);base64,(.*)$/s.exec(text.trim()) ?? [];
  const data = encoded.replace(/\s/g, '');
  const bytes = Buffer.from(data, 'base64');
  const isBase64 = /^[A-Za-z0-9+/]+={0,2}$/.test(data) && bytes.length > 0;
  if (!isBase64) {
    const message = 'file must be a picture in base64 or a data URL.';
    throw new ParameterError('form_param_format_invalid', 'is invalid', 'file', message);
  }
  const type = declared ?? beginnings.find(([start]) => data.startsWith(start))?.[1] ?? '';
  return new File([bytes], 'file', { type });
}
