import { defineFamily, harmless } from './define.js';

const READS = { does: ['read operands'] } as const;
const GREP =
  'e regexp f file m max-count A after-context B before-context C context color d D include exclude exclude-dir exclude-from label binary-files';

/** Programs that read text and print it. */
export const text = defineFamily('text', [
  ...harmless('cat gcat tac rev nl bat batcat pr strings od hexdump xxd', READS),
  ...harmless(
    'cksum sum md5sum sha1sum sha224sum sha256sum sha384sum sha512sum b2sum b3sum shasum md5',
    READS,
  ),
  ...harmless('wc', { does: ['read operands', 'read =files0-from'] }),
  ...harmless('fold fmt expand unexpand column col colrm look', READS),
  { names: 'head tail', values: 'n lines c bytes s sleep-interval pid', does: ['read operands'] },
  { names: 'less more most', does: ['read operands'], opaque: 'k' },
  {
    names: 'grep egrep fgrep zgrep ggrep',
    values: GREP,
    same: ['r R recursive', 'i ignore-case', 'e regexp', 'f file', 'q quiet silent', 'c count'],
    does: ['read searched', 'read =f,file'],
  },
  {
    names: 'rg',
    values: `${GREP} g glob t type T type-not max-depth j threads r replace sort pre-glob`,
    opaque: 'pre hostname-bin',
    does: ['read files'],
  },
  { names: 'ag ack', values: 'A B C m G ignore ignore-dir pager', opaque: 'pager', does: ['read files'] },
  {
    names: 'sed gsed',
    values: 'e expression f file l line-length',
    same: ['i in-place', 'n quiet silent', 'e expression', 'f file'],
    runs: { special: 'sed' },
    posix: false,
    // In place nothing of it is printed.
    does: ['write files if i,in-place', 'read files unless i,in-place', 'execute =f,file'],
  },
  {
    names: 'awk gawk mawk nawk',
    values: 'F field-separator v assign f file e source i include E exec W',
    runs: { special: 'awk' },
    posix: true,
    opaque: 'l load i include',
    does: ['read files', 'execute if W', 'execute =f,file,E,exec'],
  },
  {
    names: 'sort gsort',
    values: 'k key t field-separator o output S buffer-size T temporary-directory parallel files0-from',
    opaque: 'compress-program',
    does: ['write =o,output', 'read operands', 'read =files0-from'],
  },
  { names: 'uniq', values: 'f s w', does: ['read first', 'write rest'] },
  {
    names: 'cut',
    values: 'b c d f delimiter fields bytes characters output-delimiter',
    does: ['read operands'],
  },
  { names: 'paste join comm', values: 'd delimiters t j 1 2 o e a v', does: ['read operands'] },
  ...harmless('tr seq shuf factor numfmt basename dirname realpath readlink yes expr cal ncal'),
  // `!` in a program of `dc` is a line for a shell.
  { names: 'dc', values: 'f file e expression', opaque: 'always', does: ['read operands', 'read =f,file'] },
  ...harmless('bc', { values: 'f file e expression', does: ['read operands', 'read =f,file'] }),
  {
    names: 'diff cmp sdiff diff3 colordiff vimdiff',
    values: 'U unified C context x exclude L label',
    does: ['read operands'],
  },
  {
    names: 'dasel',
    values: 'f file r read w write o out p parser t type v value s selector',
    does: ['read =f,file', 'write =o,out'],
    sub: {
      'put|delete': ['write =f,file,o,out', 'write operands unless f,file', 'read operands'],
      '*': ['read =f,file', 'read operands', 'write =o,out'],
    },
  },
  {
    names: 'jq gron gojq jql',
    values: 'indent L f from-file output-format input-format',
    pairs: 'arg argjson slurpfile rawfile argfile',
    does: [
      // `-e` is about its exit code, and no expression.
      'read rest unless f,from-file',
      'read operands if f,from-file',
      'read =rawfile,slurpfile,argfile,f,from-file',
      'read_secret filters',
    ],
  },
  {
    names: 'yq xq jaq tomlq',
    values: 'indent L f from-file output-format input-format',
    pairs: 'arg argjson slurpfile rawfile argfile',
    same: ['i in-place inplace'],
    does: [
      'write rest if i,in-place',
      'read rest unless f,from-file',
      'read operands if f,from-file',
      'read =rawfile,slurpfile,argfile,f,from-file',
      'read_secret filters',
    ],
  },
  ...harmless('', { does: ['read operands'] }),
  {
    names: 'xsltproc',
    values: 'o output',
    does: ['write =o,output', 'read operands', 'network urls', 'write .'],
  },
  {
    names: 'base64 base32 basenc uuencode uudecode',
    values: 'w wrap i input o output',
    does: ['read operands', 'write =o,output'],
  },
  { names: 'iconv', values: 'f from-code t to-code o output', does: ['write =o,output', 'read operands'] },
  ...harmless('dos2unix unix2dos', { does: ['write operands'] }),
  ...harmless('ls gls dir vdir ll la exa eza lsd tree stat pwd which type whereis whence'),
  { names: 'file', values: 'f files-from m magic-file F e P', does: ['read =f,files-from,m,magic-file'] },
  {
    names: 'du',
    values: 'd max-depth t threshold B block-size X exclude-from',
    does: ['read =files0-from,X,exclude-from'],
  },
  {
    names: 'fd fdfind',
    values:
      'e extension t type d max-depth E exclude c color S size changed-within changed-before o owner j threads min-depth base-directory search-path C',
    runs: { special: 'fd' },
    posix: false,
    does: [],
  },
  ...harmless('locate mlocate tokei cloc scc uuidgen fswatch inotifywait zoxide jo banner rig units'),
  ...harmless('pv lolcat glow mdcat hexyl hx-dump xxh64sum xxh128sum b3', { does: ['read operands'] }),
  {
    names: 'ast-grep sg semgrep-core comby gritql grit',
    values: 'p pattern r rewrite l lang c config k kind d directory matcher rule',
    does: ['execute', 'write .', 'write named', 'read operands'],
  },
  { names: 'updatedb', does: ['write'] },
  ...harmless('pygmentize figlet cowsay toilet say boxes fortune', {
    values: 'o f',
    does: ['write =o', 'read =f'],
  }),
  ...harmless('tput stty clear reset tty resize'),
]);
