import type { SyntaxNode } from 'unbash';
import type { Printed, Word } from './script.js';

/** What is known at one place of a script, where the script alone says so. */
export interface Lookup {
  /** What a variable holds. */
  readonly value: (name: string) => string | Printed | undefined;
  /** All words that `$@` stands for. */
  readonly all?: () => readonly Word[] | undefined;
  /** Where what comes next runs. */
  readonly folders?: () => Word['at'];
  /** What a substitution prints. */
  readonly output?: (part: SyntaxNode) => Printed | undefined;
}

/** What the elements of an array are kept under. */
export const listName = (name: string): string => `${name}[@]`;
