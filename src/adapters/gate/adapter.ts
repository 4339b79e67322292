import { Gate } from './gate.js';
import { badOption, checkHost, optionsFor } from './options.js';
import type { GateOptions, GateToolsOptions } from './options.js';

/** How the tools of one framework are gated. */
export interface ToolAdapter<Tool extends object> {
  /** The subpath, and what documentation calls it. */
  readonly name: string;
  /** Whether a value has the shape of this framework's tools. */
  readonly is: (tool: object) => boolean;
  /** What the framework calls the tool, where the tool itself knows. */
  readonly nameOf: (tool: Tool) => string | undefined;
  /** The tool with every entry gated. @throws RuntimeError `bad_option` where it has none */
  readonly wrap: <T extends Tool>(tool: T, gate: Gate) => T;
}

export function defineAdapter<Tool extends object>(adapter: ToolAdapter<Tool>): ToolAdapter<Tool> {
  return Object.freeze(adapter);
}

/** Tools in a list, or by their names. */
export type ToolSet<Tool extends object> = readonly Tool[] | Readonly<Record<string, Tool>>;

/** Gates one tool. Everything but who may run it stays as it was. @throws RuntimeError `bad_option` */
export function gateOne<Tool extends object, T extends Tool>(
  adapterOf: (tool: Tool) => ToolAdapter<Tool>,
  tool: T,
  options: GateOptions,
  name?: string,
): T {
  if ((typeof tool !== 'object' && typeof tool !== 'function') || tool === null) {
    throw badOption('this is no tool that can be gated');
  }
  const adapter = adapterOf(tool);
  return adapter.wrap(tool, new Gate(options, name ?? adapter.nameOf(tool)));
}

/** Gates them all, or throws: nothing in it is left as it was. @throws RuntimeError `bad_option` */
export function gateMany<Tool extends object, T extends ToolSet<Tool>>(
  adapterOf: (tool: Tool) => ToolAdapter<Tool>,
  tools: T,
  options: GateToolsOptions,
): T {
  checkHost(options);
  const named = Array.isArray(tools)
    ? (tools as readonly Tool[]).map((tool): [string, Tool] => [nameIn(adapterOf(tool), tool), tool])
    : Object.entries(tools as Readonly<Record<string, Tool>>);
  assertKnown(
    options,
    named.map(([name]) => name),
  );
  const gated = named.map(([name, tool]): [string, Tool] => [
    name,
    gateOne(adapterOf, tool, optionsFor(name, options), name),
  ]);
  return (Array.isArray(tools) ? gated.map(([, tool]) => tool) : Object.fromEntries(gated)) as unknown as T;
}

/** A capability for a tool that is not there is a name that was written wrong. */
function assertKnown({ capabilities }: GateToolsOptions, names: readonly string[]): void {
  for (const name of Object.keys(capabilities)) {
    if (!names.includes(name)) {
      throw badOption(
        `\`capabilities\` names \`${name}\`, and no tool is called so`,
        `the tools are ${names.join(', ')}`,
      );
    }
  }
}

function nameIn<Tool extends object>(adapter: ToolAdapter<Tool>, tool: Tool): string {
  const name = adapter.nameOf(tool);
  if (name !== undefined && name !== '') return name;
  throw badOption('a tool in this list has no name', 'give the tools as an object by their names');
}

export interface ToolGates<Tool extends object> {
  /** Gates one tool. Everything but who may run it stays as it was. @throws RuntimeError `bad_option` */
  gateTool<T extends Tool>(tool: T, options: GateOptions): T;
  /** Gates a list of tools, or tools by name, each with the capability of its name. @throws RuntimeError `bad_option` */
  gateTools<T extends ToolSet<Tool>>(tools: T, options: GateToolsOptions): T;
}

/** What a subpath exports. */
export function toolGates<Tool extends object>(adapter: ToolAdapter<Tool>): ToolGates<Tool> {
  return {
    gateTool: (tool, options) => gateOne(() => adapter, tool, options),
    gateTools: (tools, options) => gateMany(() => adapter, tools, options),
  };
}
