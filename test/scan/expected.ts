import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ToolFinding } from '../../src/engine/model/tool-finding.js';

/** What a person says of a tool of a fixture. */
export interface Expected {
  readonly file: string;
  readonly tool: string | null;
  readonly framework: string;
  readonly verdict: string;
  readonly severity?: string;
}

export const FIXTURES = new URL('../fixtures/scan/', import.meta.url).pathname;

export const fixtureNames = (): string[] => readdirSync(FIXTURES).sort();

export const expectedOf = (name: string): Expected[] =>
  JSON.parse(readFileSync(join(FIXTURES, name, 'expected.json'), 'utf8')) as Expected[];

const keyOf = ({ file, tool, framework }: Pick<Expected, 'file' | 'tool' | 'framework'>) =>
  `${framework} ${file} ${tool ?? '?'}`;

/** How what was found compares with what is there. */
export interface Score {
  readonly found: number;
  readonly missed: readonly string[];
  readonly invented: readonly string[];
  readonly wrong: readonly string[];
}

export function score(expected: readonly Expected[], tools: readonly ToolFinding[]): Score {
  const found = new Map(
    tools.map((tool) => [keyOf({ ...tool, file: tool.place.file, tool: tool.tool ?? null }), tool]),
  );
  const there = new Map(expected.map((one) => [keyOf(one), one]));
  const differs = ({ verdict, severity }: Expected, tool: ToolFinding) =>
    tool.verdict !== verdict || (severity !== undefined && tool.severity !== severity);
  return {
    found: [...there.keys()].filter((key) => found.has(key)).length,
    missed: [...there.keys()].filter((key) => !found.has(key)),
    invented: [...found.keys()].filter((key) => !there.has(key)),
    wrong: [...there].flatMap(([key, one]) => {
      const tool = found.get(key);
      return tool && differs(one, tool) ? [`${key}: ${tool.verdict} ${tool.severity}`] : [];
    }),
  };
}
