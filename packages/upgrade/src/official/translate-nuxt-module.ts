import { packageTable, type Target } from '../source/rename-module.js';
import { propertyName } from '../source/member-name.js';
import { traverse } from '../source/parse-source.js';
import { rangeOf, type SourceFile } from '../source/source-file.js';

const configuration = /(?:^|\/)nuxt\.config\.[cm]?[jt]s$/;

/**
 * Reports the official module in the configuration of Nuxt: it is also the client half, whose use nothing shows, because Nuxt imports components
 * and composables by itself. On the way back ours is replaced: the official one does the same.
 */
export function translateNuxtModule(file: SourceFile, target: Target): void {
  if (!configuration.test(file.path) || !Object.hasOwn(packageTable, 'nuxt')) return;
  const replaces = target === 'clerk' && !/["']@clerk\/nuxt["']/.test(file.text);
  traverse(file.ast, {
    StringLiteral(path) {
      const { node } = path;
      const list = path.findParent((one) => one.isObjectProperty())?.node;
      if (path.key === 'key' || !list || propertyName(list) !== 'modules') return;
      if (target !== 'clerk' && node.value === '@clerk/nuxt') file.report('nuxt-module', node);
      if (target !== 'clerk' || node.value !== '@acme/nuxt') return;
      const { start, end } = rangeOf(node);
      if (replaces) file.overwrite(start + 1, end - 1, '@clerk/nuxt');
      else file.report('name-elsewhere', node);
    },
  });
}
