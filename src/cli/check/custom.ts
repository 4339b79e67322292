import { customDetector } from '../../engine/scan/custom.js';
import type { Detector, EffectRule } from '../../engine/scan/index.js';
import type { Settings } from '../../engine/scan/schema.js';

/** The constructs that settings name, for the scanner. */
export function detectorsOf({ custom = [] }: Settings): Detector[] {
  return custom.map(({ module, construct, name_argument, executor }) =>
    customDetector({
      module,
      construct,
      ...(name_argument !== undefined && { name_argument: locatorOf(name_argument) }),
      ...(executor !== undefined && { executor: locatorOf(executor) }),
    }),
  );
}

/** The effects that settings name. */
export function effectsOf({ effects = [] }: Settings): EffectRule[] {
  return effects.map(({ module, function: called, effect }) => ({
    module: new RegExp(`^${escaped(module)}(?:\\/|$)`),
    path: called === '*' ? /(?:\(\)|new)$/ : new RegExp(`^${escaped(called)}(?:\\.\\(\\)|\\.new)?$`),
    kind: effect,
  }));
}

/** A number is an argument, a name a property of the first; anything else says both, as `1.run`. */
function locatorOf(position: string | number): string {
  if (typeof position === 'number') return String(position);
  return /^-?\d+(?:\.|$)/.test(position) ? position : `0.${position}`;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}
