import {
  acceptedContent,
  CLIENT_CAPABILITIES_META_KEY,
  createRequestStateCodec,
  inputRequired,
  type CallToolResult,
  type ElicitRequestFormParams,
  type InputRequiredResult,
  type McpServer,
  type ServerContext,
} from '@modelcontextprotocol/server';

/** Signs what comes back from clients. One process serves every round. */
export const states = createRequestStateCodec<{ readonly step: number }>({
  key: 'a key of this server, for tests only',
});

type Answer = CallToolResult | InputRequiredResult;
type Round = (context: ServerContext) => Answer | Promise<Answer>;
type Schema = ElicitRequestFormParams['requestedSchema'];

const say = (text: string): CallToolResult => ({ content: [{ type: 'text', text }] });
const form = (message: string, properties: Schema['properties'], required: string[] = []) =>
  inputRequired.elicit({ message, requestedSchema: { type: 'object', properties, required } });
const sample = (text: string, maxTokens = 100) =>
  inputRequired.createMessage({ messages: [{ role: 'user', content: { type: 'text', text } }], maxTokens });
const hasAll = ({ mcpReq }: ServerContext, ...keys: readonly string[]) =>
  keys.every((key) => mcpReq.inputResponses?.[key] !== undefined);
const answersOf = ({ mcpReq }: ServerContext) => JSON.stringify(mcpReq.inputResponses);

const nameForm = (message = 'What is your name?') => form(message, { name: { type: 'string' } }, ['name']);

/** Asks until the client has answered all. */
const asks =
  (requests: Parameters<typeof inputRequired>[0]['inputRequests'] & {}, prefix = ''): Round =>
  (context) =>
    hasAll(context, ...Object.keys(requests))
      ? say(`${prefix}${answersOf(context)}`)
      : inputRequired({ inputRequests: requests });

/** The same with a state that the client sends back. */
const asksWithState =
  (requests: Parameters<typeof inputRequired>[0]['inputRequests'] & {}): Round =>
  async (context) => {
    if (hasAll(context, ...Object.keys(requests)) && context.mcpReq.requestState<{ step: number }>()?.step === 1)
      return say(`state-ok ${answersOf(context)}`);
    return inputRequired({ inputRequests: requests, requestState: await states.mint({ step: 1 }, context) });
  };

const confirm = { confirm: form('Please confirm', { ok: { type: 'boolean' } }, ['ok']) };

/** Round by round: a name, a color, the end. */
const multiRound: Round = async (context) => {
  const step = context.mcpReq.requestState<{ step: number }>()?.step ?? 0;
  if (step === 2 && hasAll(context, 'step2')) return say(`Done: ${answersOf(context)}`);
  if (step === 1 && hasAll(context, 'step1'))
    return inputRequired({
      inputRequests: { step2: form('Step 2: What is your favorite color?', { color: { type: 'string' } }, ['color']) },
      requestState: await states.mint({ step: 2 }, context),
    });
  return inputRequired({
    inputRequests: { step1: nameForm('Step 1: What is your name?') },
    requestState: await states.mint({ step: 1 }, context),
  });
};

const greet: Round = ({ mcpReq }) => {
  const name = acceptedContent(mcpReq.inputResponses, 'user_name')?.['name'];
  return typeof name === 'string'
    ? say(`Hello, ${name}!`)
    : inputRequired({ inputRequests: { user_name: nameForm() } });
};

/** Asks only for what the client says that it can do. */
const asksWhatIsPossible: Round = (context) => {
  const envelope = new Map<string, unknown>(Object.entries(context.mcpReq.envelope ?? {}));
  const declared = envelope.get(CLIENT_CAPABILITIES_META_KEY);
  const can = (name: string) => typeof declared === 'object' && declared !== null && name in declared;
  const inputRequests = {
    ...(can('sampling') && { text: sample('Hello') }),
    ...(can('elicitation') && { user_name: nameForm() }),
  };
  return Object.keys(inputRequests).length === 0 || hasAll(context, ...Object.keys(inputRequests))
    ? say('Nothing to ask.')
    : inputRequired({ inputRequests });
};

const options = ['option1', 'option2', 'option3'];
const titled = ['value1', 'value2', 'value3'].map((value, index) => ({ const: value, title: `Option ${index + 1}` }));

/** Tools that ask the client, by the name that the suite calls. */
const rounds: Readonly<Record<string, Round>> = {
  test_input_required_result_elicitation: greet,
  test_input_required_result_sampling: asks({ capital_question: sample('What is the capital of France?') }),
  test_input_required_result_list_roots: asks({ client_roots: inputRequired.listRoots() }),
  test_input_required_result_request_state: asksWithState(confirm),
  test_input_required_result_tampered_state: asksWithState(confirm),
  test_input_required_result_multiple_inputs: asksWithState({
    user_name: nameForm(),
    greeting: sample('Generate a greeting', 50),
    client_roots: inputRequired.listRoots(),
  }),
  test_input_required_result_multi_round: multiRound,
  test_input_required_result_capabilities: asksWhatIsPossible,
  test_missing_capability: asks({ text: sample('Hello') }),
  test_streaming_elicitation: greet,
  test_elicitation_sep1034_defaults: asks(
    {
      form: form('Please review the defaults', {
        name: { type: 'string', default: 'John Doe' },
        age: { type: 'integer', default: 30 },
        score: { type: 'number', default: 95.5 },
        status: { type: 'string', enum: ['active', 'inactive', 'pending'], default: 'active' },
        verified: { type: 'boolean', default: true },
      }),
    },
    'Elicitation completed: ',
  ),
  test_elicitation_sep1330_enums: asks(
    {
      form: form('Please select', {
        untitledSingle: { type: 'string', enum: options },
        titledSingle: { type: 'string', oneOf: titled },
        legacyEnum: { type: 'string', enum: ['opt1', 'opt2', 'opt3'], enumNames: ['One', 'Two', 'Three'] },
        untitledMulti: { type: 'array', minItems: 1, maxItems: 3, items: { type: 'string', enum: options } },
        titledMulti: { type: 'array', minItems: 1, maxItems: 3, items: { anyOf: titled } },
      }),
    },
    'Elicitation completed: ',
  ),
  test_elicitation: asks(
    { response: form('Say something', { response: { type: 'string' } }, ['response']) },
    'User response: ',
  ),
  test_sampling: asks({ text: sample('Say something') }, 'LLM response: '),
};

/** Registers the tools that ask. Clients of 2025 get the same questions as requests of the server. */
export function registerQuestionTools(server: McpServer): void {
  for (const [name, round] of Object.entries(rounds))
    server.registerTool(name, { description: 'Asks before it answers' }, (context) => round(context));
}

/** Registers the prompt that asks. */
export function registerQuestionPrompt(server: McpServer): void {
  const requested = form('What context should the prompt use?', { context: { type: 'string' } }, ['context']);
  server.registerPrompt('test_input_required_result_prompt', { description: 'Asks first' }, ({ mcpReq }) => {
    const context = acceptedContent(mcpReq.inputResponses, 'user_context')?.['context'];
    if (typeof context !== 'string') return inputRequired({ inputRequests: { user_context: requested } });
    return { messages: [{ role: 'user', content: { type: 'text', text: context } }] };
  });
}
