import type { ToolShape } from '../detector.js';

/** A function as most models' APIs describe it, `{ type: 'function', function: { name, parameters } }`, or flat. */
export const FUNCTION: ToolShape = {
  construct: 'tools[]',
  name: ['function.name', 'name', 'type'],
  executor: ['function.function', 'function'],
  needs: ['function', 'type', 'parameters', 'parameterDefinitions', 'parameter_definitions'],
  named: true,
};
