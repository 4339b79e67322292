import { z } from 'zod';

/** Schemas that operators share. Their messages name the value, not the type system. */
export const text = z.string({ error: 'must be text' }).min(1, { error: 'is empty' });
export const number = z.number({ error: 'must be a number' });
export const wholeNumber = z
  .int({ error: 'must be a whole number' })
  .min(0, { error: 'must not be negative' });

/** One text or a list of them. */
export const texts = z.union([text, z.array(text).min(1, { error: 'is an empty list' })]);
export type Texts = string | readonly string[];

export function listOf<T>(value: T | readonly T[]): readonly T[] {
  return Array.isArray(value) ? (value as readonly T[]) : [value as T];
}

/** One value or a list of them, with one message for both. */
export const orList = <T extends z.ZodType>(one: T, error: string) =>
  z.union([one, z.array(one, { error }).min(1, { error: 'must not be an empty list' })], { error });
