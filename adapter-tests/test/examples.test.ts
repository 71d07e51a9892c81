import { beforeAll, describe, expect, it } from 'vitest';
import { problemsOfEach } from './compile.js';
import { describedFunctions, type DescribedFunction } from './examples.js';
import { pageModules } from './page-modules.js';
import { whatExamplesHave } from './what-examples-have.js';

// The example in the description of a function compiles as strict TypeScript, as the reference and the editor show it.

const functions = describedFunctions();
const exported = new Map<string, string[]>();
for (const { entry, name } of functions) exported.set(entry, [...(exported.get(entry) ?? []), name]);

/** Each once, by the entry that comes first; ours come before those that pass it on. */
const once = [...functions]
  .sort((one, other) => Number(other.entry.startsWith('@acme/backend')) - Number(one.entry.startsWith('@acme/backend')))
  .filter(({ name, examples }, index, all) => {
    const isSame = (each: DescribedFunction) => each.name === name && each.examples.join() === examples.join();
    return all.findIndex(isSame) === index;
  });

/** An example, with what it takes for granted. */
const modules = once.flatMap(({ entry, name, examples }) =>
  examples.flatMap((code, index) => {
    const page = `examples ${entry} ${name} ${String(index)}`;
    const given = whatExamplesHave(entry);
    const bound = [...given.matchAll(/^import [^{]*\{([^}]*)\}/gm)].flatMap(
      ([, list = '']) => list.match(/\w+/g) ?? [],
    );
    const names = (exported.get(entry) ?? []).filter((each) => !bound.includes(each));
    const imports = `import { ${names.join(', ')} } from '${entry}';\n`;
    return pageModules([{ page, line: 1, language: 'ts', code }], given + '\n' + imports);
  }),
);

const problems = new Map<string, readonly string[]>();
beforeAll(() => {
  for (const [name, found] of problemsOfEach(new Map(modules.map((each) => [each.name, each.text]))))
    problems.set(name, found);
});

/** What is named in the errors of all packages has no example of its own. */
const withoutExample =
  /^(?:describeRefusal|is\w+Error|stripTrailingSlashes|expect|verifyWebhookDelivery|reverificationError\w*|metadataCorsOptionsRequestHandler|clerkFrontendApiProxy)$/;

it('every function for applications has an example', () => {
  const without = functions.filter(({ name, examples }) => examples.length === 0 && !withoutExample.test(name));
  expect(without.map(({ entry, name }) => `${entry}: ${name}`)).toEqual([]);
  expect(modules.length).toBeGreaterThan(150);
});

describe('the example of', () => {
  it.each(modules.map(({ name }) => name))('%s', (name) => {
    expect(problems.get(name)).toEqual([]);
  });
});
