import { defineDetector } from './detector.js';
import type { Detector, Locator } from './detector.js';
import type { CustomDetector } from './schema.js';

/** Constructs of the user's own as detectors: one for each module. */
export function customDetectors(custom: readonly CustomDetector[]): Detector[] {
  const modules = [...new Set(custom.map(({ module }) => module))];
  return modules.map((module) => {
    const tools = custom.filter((one) => one.module === module).map(constructOf);
    return defineDetector({
      name: module,
      title: module,
      modules: new RegExp(`^${escaped(module)}(?:\\/|$)`),
      tools,
    });
  });
}

function constructOf({ construct, name_argument = 'name', executor = 'execute' }: CustomDetector) {
  return {
    path: new RegExp(`^${escaped(construct)}\\.(?:\\(\\)|new)$`),
    construct,
    name: [locatorOf(name_argument)],
    executor: [locatorOf(executor)],
  };
}

/** A number is an argument, a name a property of the first; anything else says both, as `1.run`. */
function locatorOf(position: string | number): Locator {
  if (typeof position === 'number') return String(position);
  return /^-?\d+(?:\.|$)/.test(position) ? position : `0.${position}`;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
