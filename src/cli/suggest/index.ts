import type { PolicyDraft } from '../../engine/model/policy-draft.js';
import { loadPolicy, parsePolicy } from '../../engine/policy/index.js';
import { draftPolicy, Suggestion } from '../../engine/replay/suggest/index.js';
import { draftYaml } from '../../engine/reports/draft-yaml.js';
import type { TraceRequest } from '../diff/trace.js';
import { InputError } from '../errors.js';
import { paintFor } from '../paint.js';
import { BadLineNotes } from '../simulate/bad-lines.js';
import { openTrace } from '../trace/open.js';
import type { OpenTrace } from '../trace/open.js';
import { readToolMap } from '../trace/tool-map.js';

export interface SuggestRequest extends TraceRequest {
  readonly trace: string;
  readonly policy?: string | undefined;
  readonly name: string;
  readonly root?: string | undefined;
}

/** The shape of `--json`. */
export interface SuggestResult extends PolicyDraft {
  readonly trace: { readonly name: string; readonly digest: string; readonly badLines: number };
  readonly policy?: { readonly name: string; readonly digest: string; readonly file: string };
  /** Of the draft. */
  readonly digest: string;
  /** The draft as a policy file. */
  readonly yaml: string;
}

/** Reads a trace and drafts a policy from it. */
export async function suggest(request: SuggestRequest): Promise<SuggestResult> {
  const options = request.root === undefined ? {} : { root: request.root };
  const policy = request.policy === undefined ? undefined : loadPolicy(request.policy, options);
  const map = (await readToolMap(request.map))?.map;
  const source = await openTrace(request.trace, request.from);
  const from = source.from ?? request.from;
  const suggestion = new Suggestion({ name: request.name, policy }, { ...request, from, map });
  const trace = await readInto(suggestion, source, request.strict);
  const draft = suggestion.draft();
  const head = policy && { name: policy.name, digest: policy.digest, file: request.policy as string };
  const yaml = draftYaml(draft, { trace: trace.name, digest: trace.digest, policy: head });
  return { trace, ...(head && { policy: head }), ...draft, digest: digestOf(draft, yaml), yaml };
}

async function readInto(
  suggestion: Suggestion,
  source: OpenTrace,
  strict: boolean,
): Promise<SuggestResult['trace']> {
  const notes = new BadLineNotes(source.name, await paintFor('stderr'));
  const reading = suggestion.read(source.chunks);
  let step = await reading.next();
  for (; step.done !== true; step = await reading.next()) {
    if (!strict) process.stderr.write(notes.text(step.value.badLines));
  }
  const { badLines } = step.value;
  process.stderr.write(notes.rest(badLines));
  return { name: source.name, digest: source.digest(), badLines };
}

/** What is handed out must load, and to the very policy that was tried on the trace. */
function digestOf(draft: PolicyDraft, yaml: string): string {
  const tried = parsePolicy(JSON.stringify(draftPolicy(draft))).digest;
  if (parsePolicy(yaml).digest !== tried) {
    throw new InputError('bad_input', 'the draft cannot be written down so that it means the same', {
      help: 'please report this with the trace',
    });
  }
  return tried;
}
