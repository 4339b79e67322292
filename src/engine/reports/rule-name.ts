import type { Section } from '../model/decision.js';
import { visible } from './visible.js';

/** `deny no-rm`; an id made from its place, as `deny[0]` or `parent/deny[0]`, says its section already. */
export function ruleName(section: Section, id: string): string {
  return id.includes(`${section}[`) ? visible(id) : `${section} ${visible(id)}`;
}
