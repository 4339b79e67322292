import type { Arguments } from './arguments.js';
import { valuesOf } from './arguments.js';
import type { Word } from './script.js';

/** Subcommands by which tools of a project reach what others see, or what is kept for good. */
const FAR =
  /^(?:.*[:-])?(?:deploy|deployment|deployments|publish|unpublish|release|releases|push|upload|submit|login|logout|signin|auth|token|tokens|secret|secrets|credential|credentials|keys|destroy|delete|remove|rm|drop|purge|wipe|reset|nuke|apply|promote|rollback|transfer|share|tunnel|expose|invite|grant|revoke|exec|ssh|shell|eval|repl|self-update|uninstall|prune|daemon|service|admin|root|install-hook|hook|hooks)(?:[:-].*)?$/i;

/** Whether one of the first operands is a verb that reaches far, or may be. */
export function reachesFar(operands: readonly Word[]): boolean {
  return operands.slice(0, 4).some(({ known, text }) => !known || FAR.test(text));
}

/** `gh api`: whether a request may change something there. */
export function changesThere(operands: readonly Word[], args: Arguments): boolean {
  const methods = valuesOf(args, ['X', 'method']);
  const fields = valuesOf(args, ['f', 'F', 'field', 'raw-field']);
  if (args.flags.has('input') || methods.some(({ known, text }) => !known || !/^GET$/i.test(text)))
    return true;
  if (fields.length === 0) return false;
  if (operands[0]?.text === 'graphql') return !fields.every(asksOnly);
  return methods.length === 0 || fields.some(({ known, text }) => !known || /=@/.test(text));
}

/** A field of a request in GraphQL that changes nothing: a query, or the value of a variable. */
function asksOnly({ known, text }: Word): boolean {
  if (!known || /^\w+=@/.test(text)) return false;
  return (
    !/^query=/.test(text) ||
    (/^query=\s*(?:query\b|\{)/.test(text) && !/\b(?:mutation|subscription)\b/.test(text))
  );
}

/** Settings of package managers that tell where and how, and hold no key. */
const HARMLESS =
  /^(?:registry|prefix|cache|cache-dir|userconfig|globalconfig|engine-strict|package-lock|fund|audit|loglevel|legacy-peer-deps|save-exact|node-linker|init-[\w-]+|virtualenvs\.[\w.-]+|installer\.[\w.-]+|venv\.[\w.-]+|python\.use_\w+|check_update|parallel_install|install\.parallel)$/;

/** Whether one of the settings that are shown may be a key. */
export function holdsKeys(operands: readonly Word[]): boolean {
  return operands.length === 0 || !operands.every(({ known, text }) => known && HARMLESS.test(text));
}

/** Whether a setting may change where code comes from, or hold a key. */
export function setsMore(operands: readonly Word[]): boolean {
  const [first, second] = operands;
  const name = first?.text === 'set' ? second : first;
  return (
    name?.known !== true ||
    !/^(?:virtualenvs|installer|venv)\.[\w.-]+$|^(?:check_update|parallel_install|install\.parallel)$/.test(
      name.text,
    )
  );
}
