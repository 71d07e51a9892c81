import { afterEach, describe, expect, it } from 'vitest';
import { readManifest } from '../../src/init/manifest.js';
import { readProjectFile } from '../../src/init/project-file.js';
import { wireServer } from '../../src/init/wire-server.js';
import type { Wiring } from '../../src/init/wiring.js';
import { AppFolder } from './app-folder.js';

let app: AppFolder | undefined;
afterEach(() => app?.remove());

function wire(framework: string, files: Readonly<Record<string, string>>): readonly Wiring[] {
  app = new AppFolder({ 'package.json': '{}', ...files });
  return wireServer(app.folder, readManifest(readProjectFile(app.folder, 'package.json')), framework);
}

/** The source afterwards, or undefined if the person has to add the lines. */
function edited(framework: string, path: string, source: string): string | undefined {
  const [only, ...more] = wire(framework, { [path]: source });
  expect(more).toEqual([]);
  return only?.kind === 'edit' ? only.text : undefined;
}

describe('the lines are added behind the import and behind the application', () => {
  it.each([
    [
      'express',
      'server.mjs',
      "import express from 'express';\nconst app = express();\napp.get('/', f);\n",
      "import express from 'express';\nimport { clerkMiddleware } from '@acme/express';\nconst app = express();\napp.use(clerkMiddleware());\napp.get('/', f);\n",
    ],
    [
      'express',
      'app.js',
      'const express = require("express")\nconst app = express()\napp.listen(1)\n',
      'const express = require("express")\nconst { clerkMiddleware } = require("@acme/express")\nconst app = express()\napp.use(clerkMiddleware())\napp.listen(1)\n',
    ],
    [
      'express',
      'src/index.ts',
      "import express, { type Express } from 'express';\r\n\r\nexport const app: Express = express(); // here\r\n",
      "import express, { type Express } from 'express';\r\nimport { clerkMiddleware } from '@acme/express';\r\n\r\nexport const app: Express = express(); // here\r\napp.use(clerkMiddleware());\r\n",
    ],
    [
      'express',
      'index.js',
      "import * as express from 'express';\nlet server = express();",
      "import * as express from 'express';\nimport { clerkMiddleware } from '@acme/express';\nlet server = express();\nserver.use(clerkMiddleware());",
    ],
    [
      'express',
      'index.cjs',
      "const app = require('express')();\nconst re = /[/'\"]express()/;\n",
      "const { clerkMiddleware } = require('@acme/express');\nconst app = require('express')();\napp.use(clerkMiddleware());\nconst re = /[/'\"]express()/;\n",
    ],
    [
      'fastify',
      'server.ts',
      "import Fastify from 'fastify';\nconst fastify = Fastify({\n  logger: true,\n});\n",
      "import Fastify from 'fastify';\nimport { clerkPlugin } from '@acme/fastify';\nconst fastify = Fastify({\n  logger: true,\n});\nfastify.register(clerkPlugin);\n",
    ],
    [
      'fastify',
      'server.js',
      "const fastify = require('fastify')({ logger: true })\nfastify.listen({ port: 3000 })\n",
      "const { clerkPlugin } = require('@acme/fastify')\nconst fastify = require('fastify')({ logger: true })\nfastify.register(clerkPlugin)\nfastify.listen({ port: 3000 })\n",
    ],
    [
      'fastify',
      'server.js',
      "import { fastify } from 'fastify';\nconst app = fastify<A, B<C>>();\n",
      "import { fastify } from 'fastify';\nimport { clerkPlugin } from '@acme/fastify';\nconst app = fastify<A, B<C>>();\napp.register(clerkPlugin);\n",
    ],
    [
      'hono',
      'src/index.ts',
      "import { Hono } from 'hono';\ntype B = { A: string };\nconst app = new Hono<{ Bindings: B }>();\nexport default app;\n",
      "import { Hono } from 'hono';\nimport { clerkMiddleware } from '@acme/hono';\ntype B = { A: string };\nconst app = new Hono<{ Bindings: B }>();\napp.use(clerkMiddleware());\nexport default app;\n",
    ],
    [
      'hono',
      'index.tsx',
      "import { Hono as App } from 'hono'\nconst app = new App()\nconst page = <p title={'x'}>{`${1}`}</p>\n",
      "import { Hono as App } from 'hono'\nimport { clerkMiddleware } from '@acme/hono'\nconst app = new App()\napp.use(clerkMiddleware())\nconst page = <p title={'x'}>{`${1}`}</p>\n",
    ],
  ])('%s in %s', (framework, path, before, after) => {
    expect(edited(framework, path, before)).toBe(after);
  });
});

describe('the person adds the lines where the place is not certain:', () => {
  it.each([
    [
      'an application in a function',
      'express',
      "import express from 'express';\nexport function make() {\n  const app = express();\n  return app;\n}\n",
    ],
    [
      'two applications',
      'express',
      "import express from 'express';\nconst app = express();\nconst admin = express();\n",
    ],
    ['an application only in a comment', 'express', "import express from 'express';\n/*\nconst app = express();\n*/\n"],
    [
      'an application only in a text',
      'express',
      "import express from 'express';\nexport const text = `\nconst app = express();\n`;\n",
    ],
    [
      'one statement behind another',
      'express',
      "import express from 'express'; const app = express(); app.listen(1);\n",
    ],
    ['a comment that goes on', 'express', "import express from 'express';\nconst app = express(); /*\n*/\n"],
    ['a chain', 'hono', "import { Hono } from 'hono';\nconst app = new Hono()\n  .basePath('/api');\n"],
    [
      'a name that is taken',
      'express',
      "import express from 'express';\nconst clerkMiddleware = 1;\nconst app = express();\n",
    ],
    ['a text without an end', 'express', "import express from 'express';\nconst app = express();\nconst t = `\n"],
    ['a bracket too many', 'express', "import express from 'express';\nconst app = express();\n}\n"],
    ['import with require', 'express', "import express = require('express');\nconst app = express();\n"],
    ['a framework of the same name', 'express', "import express from './express';\nconst app = express();\n"],
  ])('%s', (_name, framework, source) => {
    const wirings = wire(framework, { 'server.ts': source });
    expect(wirings).toHaveLength(1);
    expect(wirings[0]).toMatchObject({
      kind: 'manual',
      lines: [expect.stringContaining(`@acme/${framework}`), expect.any(String)],
    });
  });

  it('several files with applications, unless package.json names one of them', () => {
    const source = "import { Hono } from 'hono';\nconst app = new Hono();\n";
    const files = { 'src/index.ts': source, 'src/users.ts': source };
    expect(wire('hono', files)).toMatchObject([{ kind: 'manual', where: 'the file with your hono server' }]);
    app?.remove();
    const started = { ...files, 'package.json': '{ "scripts": { "dev": "tsx watch src/index.ts" } }' };
    expect(wire('hono', started)).toMatchObject([{ kind: 'edit', path: 'src/index.ts' }]);
  });
});

it('nothing is added to an application that has our package', () => {
  expect(
    wire('express', {
      'a.js': "const { clerkMiddleware: c } = require('@acme/express');\n",
      'b.js': "const app = require('express')();\n",
    }),
  ).toEqual([]);
});
