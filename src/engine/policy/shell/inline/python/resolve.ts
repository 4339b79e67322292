import type { Bindings } from './bindings.js';
import { MODULES } from './modules.js';
import type { Expression } from './syntax.js';
import { TABLES } from './tables.js';

/** Whether a module is one of those of which some names are known. */
export const knownModule = (name: string): boolean => MODULES.has(name) || TABLES.has(name);

/** Whether a name of a module may be held as a value. */
export const isValueOf = (module: string, name: string): boolean =>
  MODULES.get(module)?.has(name) === true || TABLES.get(module)?.has(name) === true;

/** What names stand for that are not the code's own. */
export class Names {
  constructor(private readonly bindings: Bindings) {}

  /** The modules that an expression is: more than one where one is tried after another. */
  modulesOf(node: Expression): readonly string[] {
    if (node.is === 'attribute') {
      const outer = this.modulesOf(node.of);
      const names = outer.map((module) => `${module}.${node.name}`).filter(knownModule);
      return names.length === outer.length ? names : [];
    }
    if (node.is !== 'name') return [];
    const found = this.bindings.of(node.id).flatMap((binding) => {
      if (binding.by === 'module') return [binding.module];
      if (binding.by !== 'member') return [];
      const name = `${binding.module}.${binding.name}`;
      return knownModule(name) ? [name] : [];
    });
    return found.length === this.bindings.of(node.id).length ? [...new Set(found)] : [];
  }

  /** What of a module, or of the builtins, an expression is: `os.path.join`, `builtins.open`; more than one as above. */
  membersOf(node: Expression): readonly string[] {
    if (node.is === 'attribute') return this.modulesOf(node.of).map((module) => `${module}.${node.name}`);
    if (node.is !== 'name') return [];
    const bindings = this.bindings.of(node.id);
    if (bindings.length === 0) return [`builtins.${node.id}`];
    const found = bindings.flatMap((one) => (one.by === 'member' ? [`${one.module}.${one.name}`] : []));
    return found.length === bindings.length ? [...new Set(found)] : [];
  }

  /** The same where it is one thing. */
  memberOf(node: Expression): string | undefined {
    const members = this.membersOf(node);
    return members.length === 1 ? members[0] : undefined;
  }

  /** Whether the code itself has bound a name, and imported it from nowhere. */
  isOwnName(name: string): boolean {
    const bindings = this.bindings.of(name);
    return bindings.length > 0 && bindings.every(({ by }) => by !== 'module' && by !== 'member');
  }

  imports(module: string): boolean {
    for (const [, bindings] of this.bindings.names())
      for (const one of bindings)
        if ((one.by === 'module' || one.by === 'member') && one.module.split('.')[0] === module) return true;
    return false;
  }
}
