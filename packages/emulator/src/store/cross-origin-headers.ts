/** Headers of files that pages of any origin may load, also with `crossorigin` or `fetch`: applications listen on other ports. */
export const crossOriginHeaders = {
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
} as const;
