import { readFileSync } from 'node:fs';
import { Converter, ReflectionKind } from 'typedoc';

/** The addresses of the options, by the function that takes them (or none) and name. */
const addresses = new Map(
  [...readFileSync(new URL('options.md', import.meta.url), 'utf8').matchAll(/^### (?:`(\w+)`: )?`(\w+)`$/gm)].map(
    ([, of = '', name]) => [`${of}.${name}`, `/options#${[of, name].filter(Boolean).join('-').toLowerCase()}`],
  ),
);

/** Interfaces whose options have the name of a function before them in the list. */
const functions = new Map([
  ['ProtectOptions', 'protect'],
  ['VerifyWebhookOptions', 'verifyWebhook'],
  ['EmulatorOptions', 'createEmulator'],
]);

/**
 * TypeDoc plugin: the description of an option leads to its place in the list of all options.
 * @param {import('typedoc').Application} app
 */
export function load(app) {
  app.converter.on(Converter.EVENT_RESOLVE_END, ({ project }) => {
    for (const property of project.getReflectionsByKind(ReflectionKind.Property)) {
      const { parent, name, comment } = property;
      if (!comment || !parent || !/(?:Options|Settings|Observers)$/.test(parent.name)) continue;
      const address = addresses.get(`${functions.get(parent.name) ?? ''}.${name}`);
      if (address) comment.summary.push({ kind: 'text', text: ` See [\`${name}\`](${address}).` });
    }
  });
}
