import { EventError } from '../../engine/model/errors.js';
import { Gate } from './gate.js';
import { checkHost, optionsFor } from './options.js';
import type { GateOptions, GateToolsOptions } from './options.js';

/**
 * The gate of each tool by its name, for doors that learn the names with the calls. A name without a capability has a gate
 * that denies, and records that it did. @throws RuntimeError `bad_option`
 */
export function gatesByName(options: GateToolsOptions): (name: string) => Gate {
  checkHost(options);
  const gates = new Map<string, Gate>(
    Object.keys(options.capabilities).map((name) => [name, new Gate(optionsFor(name, options), name)]),
  );
  return (name) => gates.get(name) ?? new Gate(nameless(name, options));
}

function nameless(name: string, { capabilities: _, ...host }: GateToolsOptions): GateOptions {
  const capability = (): never => {
    const message = `no capability is named for the tool \`${name.slice(0, 80)}\``;
    throw new EventError('missing_field', 'capability', message);
  };
  return { ...host, capability, within: 'unnamed' };
}
