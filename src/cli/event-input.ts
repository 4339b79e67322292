import { PolicyError } from '../engine/model/errors.js';
import { InputError, UsageError } from './errors.js';
import { readText } from './files.js';

/** The flags of a command that describe an event. */
export interface EventFlags {
  readonly actor?: string | undefined;
  readonly capability?: string | undefined;
  readonly resource?: string | undefined;
  readonly action?: string | undefined;
  readonly scope?: string | undefined;
  readonly environment?: string | undefined;
  readonly risk?: string | undefined;
  readonly payload?: string | undefined;
  readonly context?: string | undefined;
  readonly 'tool-name'?: string | undefined;
}

const FIELDS = ['actor', 'capability', 'resource', 'action', 'scope', 'environment'] as const;

/** Longer than any event that the engine takes, so that the engine says what is wrong with one. */
const LIMITS = { bytes: 4 * 1024 * 1024, depth: 200 };

/** The event of a file, of standard input (`-`), or of flags alone; flags replace the fields of a file. */
export async function readEvent(source: string | undefined, flags: EventFlags): Promise<unknown> {
  const given = await eventOfFlags(flags);
  const named = Object.keys(given).length > 0;
  if (source === undefined) {
    if (named) return given;
    throw new UsageError('no event is given', {
      help: 'name a JSON or YAML file, `-` for standard input, or use flags as --actor and --capability',
    });
  }
  const event = await eventOfFile(source);
  return named ? merged(event, given, source) : event;
}

function merged(event: unknown, given: Record<string, unknown>, source: string): Record<string, unknown> {
  if (!isMap(event))
    throw new InputError('bad_input', `\`${source}\` holds no map that flags could be added to`);
  const context =
    isMap(given['context']) && isMap(event['context'])
      ? { ...event['context'], ...given['context'] }
      : undefined;
  return { ...event, ...given, ...(context && { context }) };
}

async function eventOfFile(source: string): Promise<unknown> {
  const [text, name] =
    source === '-'
      ? [await readStandardInput(), 'standard input']
      : [await readText(source), `\`${source}\``];
  if (text.trim() === '')
    throw new InputError('bad_input', `${name} is empty`, { help: 'an event is a JSON or YAML map' });
  return parseData(text, source === '-' ? '<stdin>' : source);
}

async function eventOfFlags(flags: EventFlags): Promise<Record<string, unknown>> {
  const event: Record<string, unknown> = {};
  for (const field of FIELDS) if (flags[field] !== undefined) event[field] = flags[field];
  if (flags.risk !== undefined)
    event['risk'] = /^\d+(?:\.\d+)?$/.test(flags.risk) ? Number(flags.risk) : flags.risk;
  if (flags.payload !== undefined) event['payload'] = await mapOfFlag('--payload', flags.payload);
  const context = flags.context === undefined ? {} : await mapOfFlag('--context', flags.context);
  const toolName = flags['tool-name'];
  const facts = toolName === undefined ? context : { ...context, tool_name: toolName };
  if (Object.keys(facts).length > 0) event['context'] = facts;
  return event;
}

async function mapOfFlag(flag: string, text: string): Promise<Record<string, unknown>> {
  const help = `quote it for the shell, as in ${flag} '{"command": "ls"}'`;
  const value = await parseData(text, flag).catch((error: unknown) => {
    if (!(error instanceof PolicyError)) throw error;
    throw new UsageError(`${flag} is no JSON: ${error.problems[0]?.message ?? error.message}`, { help });
  });
  if (!isMap(value)) throw new UsageError(`${flag} must be a JSON object`, { help });
  return value;
}

function isMap(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/**
 * JSON or YAML. The YAML reader comes first, since it refuses what JSON.parse passes over in silence (a key that
 * stands twice); the few JSON texts that are not YAML, as with tabs for indentation, are read as JSON.
 */
async function parseData(text: string, file: string): Promise<unknown> {
  const { readYaml } = await import('../engine/policy/source.js');
  try {
    return readYaml(text, file, LIMITS).value;
  } catch (error) {
    const syntax =
      error instanceof PolicyError && error.problems.every((problem) => problem.code === 'syntax');
    if (!syntax) throw error;
    try {
      return JSON.parse(text) as unknown;
    } catch {
      throw error;
    }
  }
}

/** Refuses a terminal: waiting there would look like a hang. */
async function readStandardInput(): Promise<string> {
  if (process.stdin.isTTY) {
    throw new UsageError('standard input is a terminal', { help: 'pipe the event in, or name a file' });
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of process.stdin as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > LIMITS.bytes)
      throw new InputError('bad_input', `standard input is over ${LIMITS.bytes} bytes`);
    chunks.push(chunk);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch (cause) {
    throw new InputError('unreadable', 'standard input is not UTF-8', { cause });
  }
}
