import { valuesOf } from './arguments.js';
import type { Arguments } from './arguments.js';
import { hostOf, isHere } from './hosts.js';
import { knownWord, tellable } from './script.js';
import type { SimpleCommand, Word } from './script.js';
import { table } from '../table.js';

/* Places of models by which a tool reaches further than the project, or tells what nobody was to be told. */

type Place = (
  operands: readonly Word[],
  args: Arguments,
  command: SimpleCommand,
) => readonly Word[] | boolean;

/** Flags that name other hosts, or by which others than those named are asked. */
const ELSEWHERE =
  'x proxy preproxy socks5 socks5-hostname socks4 socks4a connect-to resolve K config unix-socket url doh-url'.split(
    ' ',
  );

/** Whether a request certainly goes to this machine. */
export function staysHere(operands: readonly Word[], { flags, unclear }: Arguments): boolean {
  if (unclear || operands.length === 0 || ELSEWHERE.some((flag) => flags.has(flag))) return false;
  return operands.every((word) => isHere(hostOf(word)));
}

/** `/tmp/x` is scratch. */
const SCRATCH = /^\/(?:var\/)?tmp\/(?!.*\.\.)/;
/** A folder or an archive elsewhere: `../x`, `file:/x`, `name=/x`, `name @ file:///x`. */
const STRANGE = /^(?:[\w.@/-]*=|(?:link|file|portal):(?:\/\/)?)?((?:\/|~|\.\.(?:\/|$)).*)$/s;

/** Where a path that is run begins, and is no scratch: of operands, and what is installed in place. */
const strangeOf = ({ text, known }: Word): string | undefined => {
  const path = known ? STRANGE.exec(text)?.[1] : undefined;
  return path === undefined || SCRATCH.test(path) ? undefined : path;
};

/** Where what is installed, or takes the place of something, lies elsewhere. */
const strangers = (operands: readonly Word[], args: Arguments): readonly Word[] =>
  [...operands, ...valuesOf(args, ['e', 'editable', 'replace'])].flatMap((word) => {
    const path = strangeOf(word);
    return path === undefined ? [] : [{ ...word, text: path }];
  });

const EVERYONE = /^(?:0\.0\.0\.0|\[?::\]?|\*)$/;
/** `0.0.0.0:8000`: whoever can reach this machine. */
export const isEveryone = (address: string): boolean => EVERYONE.test(address.replace(/:\d+$/, ''));

/** What clouds tell of a program with the variables that it is given. */
const HOLDING =
  /^(?:get-function(?:-configuration)?|describe-(?:task-definition|configuration-settings|instance-attribute|launch-template-versions|job-definitions)|get-connections?|describe-service|get-app|batch-get-projects)$/;
const VARIABLES = /environ|env\b|variable|secret|password|user-?data|\*$|^(?:@|\w+)$/i;

const saysOne = (words: readonly Word[], form: RegExp): boolean =>
  words.some(({ text, known }) => !known || form.test(text));

const SHOWS = ['get', 'get-all', 'list', 'l', 'get-regexp'];
const CHANGES = 'unset unset-all add replace-all remove-section rename-section edit e'.split(' ');

export const REACHING: Readonly<Record<string, Place>> = table({
  // A header that is put together as it runs.
  told: (operands, args) =>
    valuesOf(args, ['e', 'referer', 'header', 'U', 'user-agent']).some((word) => !tellable(word)) &&
    !staysHere(operands, args),
  // `http URL field@FILE field=@FILE`.
  sent: (operands) => {
    const at = /^[A-Z]+$/.test(operands[0]?.text ?? '') ? 1 : 0;
    const address = operands[at];
    const sends = operands.slice(at + 1).some(({ text }) => /^[^=:@]*(?::=|=)?@./.test(text));
    return sends && !(address?.known === true && (/^:\d/.test(address.text) || isHere(hostOf(address))));
  },
  // `git config --get http.ADDRESS.extraheader`.
  secret: (operands, { flags }) =>
    (operands.length === 1 || ['get', 'get-all', 'get-regexp'].some((flag) => flags.has(flag))) &&
    operands.slice(0, 1).some(({ text }) => /extraheader|token|passw|secret/i.test(text)),
  // `git config user.email` shows it; with a value it is set, in the repository at hand.
  configured: (operands, { flags, unclear }) => {
    const [name, ...more] = operands;
    const shows = SHOWS.some((flag) => flags.has(flag));
    const alone = name?.known === true && name.text.includes('.') && more.length === 0;
    const asks = alone && !CHANGES.some((flag) => flags.has(flag));
    return !unclear && (shows || asks) ? [] : [knownWord('.')];
  },
  newly: ([address]) => address?.known !== true || !/^\.{1,2}\//.test(address.text),
  pushes: (_, args) => saysOne(valuesOf(args, ['o', 'output']), /type=registry|push=true/),
  // A repository, or the whole machine, instead of a folder of the project.
  'contexts-away': (operands) =>
    operands.some(({ text }) => /^\w+:\/\/|^git@|^github\.com\/|^(?:\/|~\/?|\$\{?HOME\}?\/?)$/.test(text)),
  whole: (operands, { flags }) => flags.has('json') && operands.length === 0,
  holding: (operands, args) =>
    operands.slice(0, 3).some(({ text }) => HOLDING.test(text)) &&
    (!args.flags.has('query') || saysOne(valuesOf(args, ['query']), VARIABLES)),
  // `systemctl show`, where it is not told what to show.
  environment: (_, __, { words }) => {
    const shown = words.flatMap(({ text }, i) =>
      /^(?:-p|-P|--property)$/.test(text)
        ? [words[i + 1]?.text ?? '']
        : (/^(?:-[pP]|--property=)(.+)$/s.exec(text)?.[1] ?? []),
    );
    return shown.length === 0 || shown.some((name) => !/^[\w,]+$/.test(name) || /Environ|Exec/i.test(name));
  },
  served: (_, args) => valuesOf(args, ['S']).some(({ text, known }) => !known || isEveryone(text)),
  // `k6 run --out influxdb=ADDRESS`: where figures go; a file is one of the project's.
  streamed: (_, args) =>
    valuesOf(args, ['o', 'out']).some(
      ({ text, known }) => !known || !/^(?:json|csv|web-dashboard)(?:=(?![/~]|.*\.\.)|$)/.test(text),
    ),
  // `dotnet /tmp/x.dll`.
  assemblies: (_, __, { words }) =>
    words.slice(1, 3).filter(({ text }) => /\/[^/]*\.(?:dll|exe)$/i.test(text)),
  strange: strangers,
  // Modules that are developed side by side.
  stranger: (operands, args) => strangers(operands, args).filter(({ text }) => !/^\.\.\/[\w.-]+$/.test(text)),
});

/** `beyond:f,file`: values of flags that are no scratch. */
export function beyond(place: string, args: Arguments): readonly Word[] {
  return valuesOf(args, place.slice('beyond:'.length).split(',')).filter(({ text }) => !SCRATCH.test(text));
}
