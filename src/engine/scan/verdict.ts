import ts from 'typescript';
import type { Step, ToolVerdict } from '../model/tool-finding.js';
import type { Candidate } from './candidate.js';
import { type Context, stepAt } from './context.js';
import { FlowWalk } from './flow.js';
import type { Flow, SinkHit } from './flow-state.js';
import { receiverGate, runGateOf } from './gates.js';
import { guardedBy } from './guarded.js';
import { guardedInLoop } from './guarded-place.js';
import { locate } from './locate.js';
import { memberValues } from './members.js';
import { functionAround, isInvocation, isWithin, outer } from './syntax.js';
import { pathText, type Value } from './value.js';

/** What is said of a tool, why, and the places that show it. */
export interface Judgement {
  readonly verdict: ToolVerdict;
  readonly why: string;
  readonly evidence: readonly Step[];
  /** Names it was given where it went: some frameworks take the key it is handed over under. */
  readonly names: readonly string[];
}

const say = (
  verdict: ToolVerdict,
  why: string,
  evidence: readonly Step[] = [],
  names: readonly string[] = [],
): Judgement => ({
  verdict,
  why,
  evidence: evidence.slice(0, 5),
  names,
});

/** Whether the executor of a tool can be reached without the gate. */
export function judge(context: Context, candidate: Candidate): Judgement {
  const flow = new FlowWalk(context).from(candidate.start, [...candidate.stack]);
  const names = [
    ...flow.sinks.flatMap(({ key }) => (key === undefined ? [] : [key])),
    ...flow.keys,
    ...flow.names,
  ];
  if (candidate.bodiless === 'hosted' && !candidate.hasExecutor)
    return say('hosted', 'it runs elsewhere: there is no executor here to gate', [], names);
  const gate = ifFound(
    context,
    () =>
      guardedInLoop(context, candidate) ??
      (runsInline(candidate) ? undefined : guardedBy(context, candidate.executors)),
  );
  if (gate) return say('gated', `its executor goes through ${gate.text}`, [gate], names);
  const judged = candidate.registeredOn
    ? registered(context, candidate, flow)
    : given(context, candidate, flow);
  return { ...judged, names };
}

/** A branch may do something itself beside what it calls. */
const runsInline = ({ inline = [] }: Candidate): boolean => inline.length > 0;

/** What the rest of a large program might say matters where something is claimed: nothing hangs on a search in vain. */
function ifFound<T>({ tree: { unseen }, mayGate }: Context, ask: () => T | undefined): T | undefined {
  if (!mayGate) return undefined;
  const before = unseen?.ways ?? 0;
  const found = ask();
  if (unseen && found === undefined) unseen.ways = before;
  return found;
}

/** A person who is asked for every call stands between, but no policy does. */
function orHuman(
  context: Context,
  candidate: Candidate,
  otherwise: Judgement,
  hits: readonly SinkHit[] = [],
): Judgement {
  if (candidate.human === 'always')
    return say('human-only', 'a person is asked before every call, and no policy', otherwise.evidence);
  if (hits.length > 0 && hits.every((hit) => asksPerson(context, candidate, hit)))
    return say(
      'human-only',
      'the agent asks a person before every call of it, and no policy',
      otherwise.evidence,
    );
  if (candidate.human === 'some')
    return { ...otherwise, why: `${otherwise.why}; a person is asked for some calls only` };
  return otherwise;
}

function registered(context: Context, candidate: Candidate, flow: Flow): Judgement {
  const { receiver, call } = candidate.registeredOn ?? { receiver: undefined, call: candidate.start };
  const gate = receiver && receiverGate(context, receiver, call);
  if (gate) return say('gated', `it is registered on what ${gate.text} gates`, [gate]);
  const step = stepAt(context, call, 'registered here');
  if (isDead(context, call))
    return say('unreachable', 'nothing calls the function that registers it', [step]);
  if (flow.gates.length > 0)
    return say('unknown', 'what the registration gives is gated, but not the registration', flow.gates);
  return orHuman(
    context,
    candidate,
    say('ungated', 'it is registered without a gate, and its executor does not ask one', [step]),
  );
}

function given(context: Context, candidate: Candidate, flow: Flow): Judgement {
  const gated = flow.sinks.map((hit) => gateOfSink(context, hit));
  const open = flow.sinks.filter((_, i) => gated[i] === undefined);
  if (open.length > 0) {
    const [first] = open as [SinkHit];
    const why = first.sink
      ? `it reaches ${first.step.text} without a gate`
      : `it is run by hand, by ${first.step.text}, without a gate`;
    return orHuman(
      context,
      candidate,
      say(
        'ungated',
        why,
        open.map(({ step }) => step),
      ),
      open,
    );
  }
  const gates = [...flow.gates, ...gated.filter((step) => step !== undefined)];
  if (gates.length > 0) return closed(flow, gates);
  return orHuman(context, candidate, nowhere(context, candidate, flow));
}

function closed(flow: Flow, gates: readonly Step[]): Judgement {
  const [escape] = flow.escapes;
  if (escape)
    return say('unknown', `it is gated, but also handed to ${escape.text}, which is not followed`, [
      ...gates,
      escape,
    ]);
  if (flow.cut) return say('unknown', 'it is gated, but goes further than was followed', gates);
  return say('gated', `it goes through ${(gates[0] as Step).text} on every way to an agent`, gates);
}

/** No agent was seen to get it: that is only good news where nobody else can. */
function nowhere(context: Context, candidate: Candidate, flow: Flow): Judgement {
  const [escape] = flow.escapes;
  if (escape)
    return say('ungated', `it is handed to ${escape.text}, and no gate is on the way`, flow.escapes);
  if (flow.cut) return say('unknown', 'it goes further than was followed, and no gate was seen');
  if (candidate.inSink)
    return say('ungated', 'it is handed to the model as it stands, without a gate', [
      stepAt(context, candidate.start, 'handed over here'),
    ]);
  if (flow.exported || flow.exports.some((symbol) => isOpen(context, symbol)))
    return say('ungated', 'it is exported, and no gate is on the way');
  return say('unreachable', 'it is never given to an agent');
}

/** An export that somebody outside the tree may take: of an entry, or of a file that nobody in the tree imports. */
const isOpen = (context: Context, symbol: ts.Symbol): boolean =>
  context.refs
    .exporters(symbol)
    .some((file) => context.refs.importersOf(file).size === 0 || context.tree.isEntry(file.fileName));

/** The run-level gate of the agent that got the tool. */
function gateOfSink(context: Context, { call }: SinkHit): Step | undefined {
  return isInvocation(call) ? (runGateOf(context, call) ?? undefined) : undefined;
}

/** Whether the options of an agent have a person asked for this very tool. */
function asksPerson(context: Context, candidate: Candidate, { call, sink }: SinkHit): boolean {
  if (!sink?.human || !isInvocation(call)) return false;
  return sink.human.some(({ at, is }) =>
    locate(context.on, call, undefined, at)
      .values.flatMap((value) => context.on.elements(value))
      .some((value) => {
        if (value.kind !== 'external' || !is.test(pathText(value.path)) || !value.call) return false;
        const table = locate(context.on, value.call, value.env, '0.interruptOn').values;
        const asked =
          candidate.name === undefined
            ? []
            : table.flatMap((one) => memberValues(context.on, one, candidate.name as string));
        return asked.length > 0 && asked.every(isYes);
      }),
  );
}

const isYes = (value: Value): boolean =>
  value.kind === 'object' || (value.kind === 'literal' && value.node.kind === ts.SyntaxKind.TrueKeyword);

/** A registration in a function that nobody calls, names or exports. */
function isDead(context: Context, node: ts.Node, depth = 0): boolean {
  const fn = functionAround(node);
  if (!fn || depth > 6) return false;
  if (ts.isFunctionDeclaration(fn)) return unused(context, fn.name, fn, depth);
  const holder = outer(fn).parent;
  if (
    (ts.isArrowFunction(fn) || ts.isFunctionExpression(fn)) &&
    ts.isVariableDeclaration(holder) &&
    ts.isIdentifier(holder.name)
  )
    return unused(context, holder.name, fn, depth);
  return isDead(context, fn, depth + 1);
}

function unused(context: Context, name: ts.Identifier | undefined, fn: ts.Node, depth: number): boolean {
  const symbol = name && context.symbols.at(name);
  if (!symbol) return false;
  const uses = context.refs.of(symbol).filter((use) => !isWithin(use, fn));
  if (uses.length === 0) return !context.refs.exported(symbol);
  return uses.every((use) => functionAround(use) !== undefined && isDead(context, use, depth + 1));
}

/** The names of a tool that its definition does not say. */
export const nameOf = (candidate: Candidate, { names }: Judgement): string | undefined =>
  candidate.name ?? (candidate.detector.own ? undefined : names[0]);
