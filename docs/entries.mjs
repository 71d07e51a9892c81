import { readdirSync, readFileSync } from 'node:fs';

const packages = new URL('../packages/', import.meta.url);

/**
 * Every entry that a package has for programs, with its source.
 * @type {readonly { readonly name: string, readonly source: string }[]} `name` is what an import says, such as `@acme/express/webhooks`
 */
export const entries = readdirSync(packages)
  .flatMap((folder) => {
    const { name, exports } = JSON.parse(readFileSync(new URL(`${folder}/package.json`, packages), 'utf8'));
    return Object.entries(exports ?? {}).flatMap(([entry, target]) => {
      const types = target.import?.types;
      if (types === undefined) return [];
      const source = `../packages/${folder}/src/${types.replace('./dist/', '').replace(/\.d\.ts$/, '.ts')}`;
      return [{ name: name + entry.slice(1), source }];
    });
  })
  // Two names of one file are described once, under the shorter one.
  .filter(({ source }, index, all) => all.findIndex((other) => other.source === source) === index);
