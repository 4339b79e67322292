import { defineFamily, harmless } from './define.js';

/** What the shell itself does. */
export const builtins = defineFamily('builtins', [
  ...harmless(
    'cd pushd popd dirs echo print true false : test [ [[ exit return break continue shift wait jobs',
  ),
  ...harmless(
    'printf local declare typeset readonly unset getopts let times umask ulimit rehash logout suspend',
  ),
  ...harmless('set shopt read caller help disown bg fg sleep usleep'),
  // What it lists may be what a command prints, or stand in a text that is expanded.
  ...harmless('compgen', { opaque: 'W C F' }),
  ...harmless('bind complete compopt enable fc history hash', { opaque: 'x C f s e p' }),
  ...harmless('readarray mapfile', { opaque: 'C' }),
  { names: 'export setenv', does: [] },
  { names: 'source .', does: ['execute', 'execute first'], feeds: true },
  { names: 'eval', runs: { rest: 'script', inline: true }, does: [] },
  { names: 'exec', values: 'a', runs: { rest: 'words' }, does: [] },
  { names: 'command', switches: 'p v V', runs: { rest: 'words' }, does: [] },
  { names: 'builtin', runs: { rest: 'words' }, does: [] },
  { names: 'noglob nocorrect', runs: { rest: 'words' }, does: [] },
  { names: 'trap', runs: { special: 'trap' }, does: [] },
  { names: 'alias', runs: { special: 'alias' }, does: [] },
  { names: 'unalias', does: [] },
  { names: 'kill', values: 's n', does: ['execute'] },
]);
