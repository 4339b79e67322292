import { type Detector, defineDetector } from './detector.js';

/** A detector of the user's own, as `.capfence.yaml` says it. */
export interface CustomDetector {
  /** The module that exports the construct, as it is imported. */
  readonly module: string;
  /** The way from the module: `defineTool`, `Server.new.addTool` (an instance's method), `Tool.new` (a constructor). */
  readonly construct: string;
  /** Where its name stands: `0`, `0.name`, `1.name`. */
  readonly name_argument?: string;
  /** Where its executor stands: `1`, `0.execute`; `-1` is the last argument. */
  readonly executor?: string;
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

/** Makes a detector of what a user wrote. The construct is called, unless it ends in `.new`. */
export function customDetector({ module, construct, name_argument, executor }: CustomDetector): Detector {
  const path = `^${escaped(construct)}${construct.endsWith('.new') ? '' : '\\.\\(\\)'}$`;
  return defineDetector({
    name: 'custom',
    title: module,
    modules: new RegExp(`^${escaped(module)}(?:\\/|$)`),
    tools: [
      {
        path: new RegExp(path),
        construct,
        name: name_argument === undefined ? ['0.name', '0'] : [name_argument],
        executor: executor === undefined ? ['0.execute', '0.handler', '0.run', '-1'] : [executor],
        ...(construct.includes('.new.') && { registered: true }),
      },
    ],
  });
}
