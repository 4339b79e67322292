import type { AnyNode } from 'acorn';
import { NotShown } from '../code-effect.js';
import type { Declared } from './declared.js';
import { FILES } from './files.js';
import { doesFurther } from './kept.js';
import { MODULES, NOWHERE } from './names.js';
import { excluded, isOpen } from './open-packages.js';
import { isPart } from './packaged.js';
import { moduleName } from './required.js';

const FS = /^fs(?:\/promises)?$/;

/** Whether a part of a module may be given a name. @throws NotShown */
export function assertImportable(module: string, name: string): void {
  const known = moduleName(module);
  if (isPart(known, name)) return;
  if (isOpen(known) && !Object.hasOwn(MODULES, known)) {
    if (excluded(known, name) || NOWHERE.test(name)) throw new NotShown(name);
    return;
  }
  if (name === 'default' && /^\.{0,2}\//.test(known)) return;
  if (FS.test(known) ? Object.hasOwn(FILES, name) || name === 'promises' : MODULES[known]?.has(name) === true)
    return;
  if (Object.hasOwn(MODULES, known) || doesFurther(name) || NOWHERE.test(name)) throw new NotShown(name);
}

/** `global.gc()`, which a flag of the program puts there. */
export const isGarbage = (name: string, object: AnyNode, declared: Declared): boolean =>
  name === 'gc' &&
  object.type === 'Identifier' &&
  /^global(?:This)?$/.test(object.name) &&
  !declared.has(object.name);
