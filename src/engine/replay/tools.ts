import type { RiskLevel } from '../model/decision.js';
import { hasGlob, matchGlob } from '../policy/text/glob.js';

export interface MappedTool {
  readonly capability: string;
  readonly risk?: RiskLevel | number | undefined;
  readonly environment?: string | undefined;
}

/** How many tool names keep what was found for them. */
const MAX_FOUND = 10_000;
const LONGEST_TOOL = 256;

/** A map as it is written. */
export interface ToolMapData {
  readonly tools: Readonly<Record<string, MappedTool>>;
  /** The risk of each category. */
  readonly risk?: Readonly<Record<string, RiskLevel | number>> | undefined;
  readonly actor?: string | undefined;
  readonly environment?: string | undefined;
}

/** Which capability each tool stands for. Exact names go first, then globs in the order of the file. */
export class ToolMap {
  readonly actor: string | undefined;
  readonly environment: string | undefined;
  readonly #exact: ReadonlyMap<string, MappedTool>;
  readonly #globs: readonly (readonly [string, MappedTool])[];
  readonly #risk: ReadonlyMap<string, RiskLevel | number>;
  readonly #found = new Map<string, MappedTool | undefined>();

  constructor(readonly data: ToolMapData) {
    const tools = Object.entries(data.tools);
    this.actor = data.actor;
    this.environment = data.environment;
    this.#exact = new Map(tools.filter(([name]) => !hasGlob(name)));
    this.#globs = tools.filter(([name]) => hasGlob(name));
    this.#risk = new Map(Object.entries(data.risk ?? {}));
  }

  find(tool: string): MappedTool | undefined {
    if (tool.length > LONGEST_TOOL) return undefined;
    const exact = this.#exact.get(tool);
    if (exact !== undefined || this.#globs.length === 0) return exact;
    if (this.#found.has(tool)) return this.#found.get(tool);
    const found = this.#globs.find(([glob]) => matchGlob(glob, tool))?.[1];
    if (this.#found.size < MAX_FOUND) this.#found.set(tool, found);
    return found;
  }

  /** The risk of a category, as the map has it. */
  risk(category: unknown): RiskLevel | number | undefined {
    return typeof category === 'string' ? this.#risk.get(category) : undefined;
  }
}

/** A map of ours: capabilities by tool. */
export function mapOf(capabilities: Readonly<Record<string, string>>): ToolMap {
  const tools = Object.entries(capabilities).map(([name, capability]) => [name, { capability }] as const);
  return new ToolMap({ tools: Object.fromEntries(tools) });
}
