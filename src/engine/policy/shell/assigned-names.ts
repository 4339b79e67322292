import type { Word as ShellWord } from 'unbash';

/** What a variable is given: a value, or, in the list of a `for`, words. */
export interface Source {
  readonly value: ShellWord;
  readonly list: boolean;
}

/** Where the variables of a script get what they hold. */
export abstract class AssignedNames {
  protected readonly sources = new Map<string, Source[]>();
  /** Those that something nobody follows may set. */
  protected readonly tainted = new Set<string>();
  private readonly writers = new Map<string, number>();

  protected noteSource(name: string, source: Source): void {
    const known = this.sources.get(name);
    if (known === undefined) this.sources.set(name, [source]);
    else known.push(source);
  }

  protected taint(name: string, writers = 2): void {
    this.tainted.add(name);
    this.count(name, writers);
  }

  /** So many places of the script set the variable. */
  protected count(name: string, writers: number): void {
    this.writers.set(name, (this.writers.get(name) ?? 0) + writers);
  }

  /** Whether one place of the script sets the variable, and no other. */
  protected isSetOnce(name: string): boolean {
    return this.writers.get(name) === 1;
  }
}
