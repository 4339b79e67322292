import { z } from 'zod';
import { SEVERITIES, VERDICTS } from '../model/check-report.js';
import type { FileProblem } from '../model/tool-finding.js';

/*
 * The shapes of what `capfence check` reads beside sources: its settings and its baseline. Strict, so that a misspelt key
 * is an error and not a setting that is quietly left out.
 */

const text = z.string().min(1);
const glob = text.describe('a glob relative to the settings file; ** is any number of folders');
const position = z.union([z.int().nonnegative(), text]);

export const EFFECT_KINDS = [
  ...(['exec', 'eval', 'fs.read', 'fs.write', 'fs.delete', 'network', 'database', 'payment'] as const),
  ...(['mail', 'cloud', 'process', 'env', 'browser'] as const),
] as const;

const PROBLEM_CODES = [
  ...(['unreadable', 'syntax', 'tsconfig', 'too-large', 'ignored-without-reason'] as const),
  ...(['mcp-config', 'agent-settings'] as const),
] as const satisfies readonly FileProblem['code'][];

const customDetector = z.strictObject({
  module: text.describe('the module that exports the construct, as it is imported'),
  construct: text.describe(
    'what defines a tool: defineSkill, Skill.new (a class), Server.new.addSkill (a method)',
  ),
  name_argument: position
    .optional()
    .describe(
      'where the name of the tool stands: the index of an argument, or a property of the first object',
    ),
  executor: position.optional().describe('where the function that runs stands, in the same way'),
});

const customEffect = z.strictObject({
  module: text.describe('the module that exports the function, as it is imported'),
  function: text.describe('the function: query, Client.new.query (a method), or * for all of the module'),
  effect: z.enum(EFFECT_KINDS),
});

/** `.capfence.yaml`. */
export const settingsSchema = z.strictObject({
  include: z.array(glob).optional().describe('folders, files or globs to check where the command names none'),
  exclude: z.array(glob).optional().describe('what is in files like these is not reported'),
  tsconfig: text.optional().describe('the tsconfig to use, relative to this file'),
  min_severity: z.enum(SEVERITIES).optional().describe('what is below is not reported'),
  strict: z.boolean().optional().describe('fail for every tool that is not gated, and every problem'),
  fail_on_ungated: z.boolean().optional().describe('fail for ungated tools of high severity'),
  baseline: text.optional().describe('a file with known findings, relative to this file'),
  custom: z.array(customDetector).optional().describe('functions of your own that define tools'),
  effects: z.array(customEffect).optional().describe('functions of your own that do something to the world'),
});

export const baselineSchema = z.strictObject({
  version: z.literal(1),
  findings: z.array(
    z.strictObject({
      fingerprint: z.string().regex(/^[0-9a-f]{16}$/),
      kind: z.enum(['ungated', 'unknown', 'problem']),
      severity: z.enum(SEVERITIES),
      file: z.string(),
      name: z.string(),
    }),
  ),
});

const severity = z.enum(SEVERITIES);
const place = { file: z.string(), line: z.int().positive(), column: z.int().positive() };
const steps = z.array(z.strictObject({ ...place, text: z.string() }));

const finding = z.strictObject({
  fingerprint: z.string().regex(/^[0-9a-f]{16}$/),
  tool: z.string().optional(),
  framework: z.string(),
  construct: z.string(),
  place: z.strictObject(place),
  endLine: z.int().positive(),
  verdict: z.enum(VERDICTS),
  why: z.string(),
  evidence: steps,
  effects: z.array(
    z.strictObject({
      kind: z.enum(EFFECT_KINDS),
      severity,
      tainted: z.boolean(),
      cut: z.boolean(),
      path: steps,
    }),
  ),
  severity,
  capability: z.string(),
  ignored: z.strictObject({ reason: z.string(), place: z.strictObject(place) }).optional(),
});

/** A report as the cache keeps it. */
export const cacheEntrySchema = z.strictObject({
  version: z.literal(1),
  inputs: z.string(),
  outside: z.record(z.string(), z.string().nullable()),
  report: z.strictObject({
    root: z.string(),
    files: z.int().nonnegative(),
    tools: z.array(finding),
    problems: z.array(
      z.strictObject({
        place: z.strictObject(place),
        code: z.enum(PROBLEM_CODES),
        message: z.string(),
        severity,
      }),
    ),
    frameworks: z.array(z.string()),
  }),
});

export type Settings = z.infer<typeof settingsSchema>;
export type CustomDetector = z.infer<typeof customDetector>;
export type CustomEffect = z.infer<typeof customEffect>;

/** For editors. */
export function settingsJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(settingsSchema, { io: 'input', target: 'draft-7' });
}
