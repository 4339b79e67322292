import { z } from 'zod';
import { RISK_LEVELS } from '../model/decision.js';

const SEGMENTS = /^[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*$/;
const HOST_NAME = /^[A-Za-z0-9_\-./@:]+$/;
const TOO_LONG = 'is over 256 characters';

const capability = z
  .string('must be text')
  .max(256, TOO_LONG)
  .regex(SEGMENTS, 'must be dot-separated segments of A-Z a-z 0-9 _ -');

const hostName = z
  .string('must be text')
  .max(256, TOO_LONG)
  .regex(HOST_NAME, 'must be of the characters A-Z a-z 0-9 _ - . / @ :');

const RISK = `must be ${RISK_LEVELS.join(', ')}, or a number from 0`;
const risk = z.union([z.enum(RISK_LEVELS), z.number().nonnegative(RISK)], RISK);

/** A bare string is a capability and nothing else. */
const entry = z.preprocess(
  (value) => (typeof value === 'string' ? { capability: value } : value),
  z.strictObject(
    { capability, risk: risk.optional(), environment: hostName.optional() },
    {
      error: (issue) =>
        issue.code === 'invalid_type' ? 'must be a capability, or a map with `capability`' : undefined,
    },
  ),
);

const tools = z.record(z.string(), entry, 'must map tool names to capabilities');

/** A map of its own kind has `tools`; every other map is one from tool names to capabilities. */
export const structuredMap = z.strictObject({
  tools,
  risk: z.record(z.string(), risk, 'must map risk categories to risk levels').optional(),
  actor: hostName.optional(),
  environment: hostName.optional(),
});

export const plainMap = tools;

export type MapData = z.infer<typeof structuredMap>;
