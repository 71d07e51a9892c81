import { fromJsonSchema, ResourceTemplate, type McpServer } from '@modelcontextprotocol/server';
import { picture } from './content-tools.js';

/** Registers what clients read: resources, and prompts with their completion. */
export function registerPromptsAndResources(server: McpServer): void {
  registerResources(server);
  registerPrompts(server);
  server.server.setRequestHandler('completion/complete', () => ({
    completion: { values: ['paris', 'park', 'party'], total: 3, hasMore: false },
  }));
}

function registerResources(server: McpServer): void {
  const texts = {
    'static-text': 'This is the content of the static text resource.',
    'watched-resource': 'Watched.',
  };
  for (const [name, text] of Object.entries(texts)) {
    const uri = `test://${name}`;
    const contents = [{ uri, mimeType: 'text/plain', text }];
    server.registerResource(name, uri, { description: 'A text', mimeType: 'text/plain' }, () => ({ contents }));
  }
  const binary = { uri: 'test://static-binary', mimeType: 'image/png', blob: picture };
  const about = { description: 'A picture', mimeType: 'image/png' };
  server.registerResource('static-binary', binary.uri, about, () => ({ contents: [binary] }));
  server.registerResource(
    'template',
    new ResourceTemplate('test://template/{id}/data', { list: undefined }),
    { description: 'Data by id', mimeType: 'application/json' },
    ({ href }, { id }) => ({
      contents: [
        { uri: href, mimeType: 'application/json', text: JSON.stringify({ id, data: `Data for ID: ${String(id)}` }) },
      ],
    }),
  );
}

/** A schema of arguments that are all texts and required. */
const texts = (...names: readonly string[]) =>
  fromJsonSchema<Record<string, string>>({
    type: 'object',
    properties: Object.fromEntries(names.map((name) => [name, { type: 'string', description: `The ${name}` }])),
    required: [...names],
  });

function registerPrompts(server: McpServer): void {
  const says = (text: string) => ({ role: 'user', content: { type: 'text', text } }) as const;
  server.registerPrompt('test_simple_prompt', { description: 'Without arguments' }, () => ({
    messages: [says('This is a simple prompt for testing.')],
  }));
  server.registerPrompt(
    'test_prompt_with_arguments',
    { description: 'With arguments', argsSchema: texts('arg1', 'arg2') },
    ({ arg1, arg2 }) => ({ messages: [says(`Prompt with arguments: arg1='${arg1}', arg2='${arg2}'`)] }),
  );
  server.registerPrompt(
    'test_prompt_with_embedded_resource',
    { description: 'With a resource', argsSchema: texts('resourceUri') },
    ({ resourceUri: uri = '' }) => {
      const resource = { uri, mimeType: 'text/plain', text: 'A part.' };
      return { messages: [{ role: 'user', content: { type: 'resource', resource } }, says('Please read it.')] };
    },
  );
  server.registerPrompt('test_prompt_with_image', { description: 'With a picture' }, () => ({
    messages: [
      { role: 'user', content: { type: 'image', data: picture, mimeType: 'image/png' } },
      says('Please look at it.'),
    ],
  }));
}
