import { matchGlob } from '../text/glob.js';
import { parseNormalPath } from '../readings/path.js';
import { EndGlobs } from './end-globs.js';
import { mayOverlap, patternOf } from './forms.js';
import { tellable } from './script.js';
import type { Word } from './script.js';

/** Files that hold keys, tokens and passwords, as globs over the end of a path. */
const SECRETS = new EndGlobs([
  ...[
    '.env',
    '.env.*',
    '*.env',
    '.envrc',
    '.netrc',
    '_netrc',
    '.pgpass',
    '.my.cnf',
    '.git-credentials',
    '.npmrc',
    '.pypirc',
  ],
  ...[
    '.htpasswd',
    '.vault-token',
    '.dockercfg',
    '.boto',
    '.s3cfg',
    '.terraformrc',
    'credentials.json',
    '.yarnrc.yml',
  ],
  ...[
    'id_rsa',
    'id_dsa',
    'id_ecdsa',
    'id_ed25519',
    'id_*_sk',
    '*.pem',
    '*.key',
    '*.p12',
    '*.pfx',
    '*.jks',
    '*.keystore',
    '*.kdbx',
    '*.ppk',
  ],
  ...[
    '.ssh/*',
    '.gnupg/*',
    '.aws/*',
    '.azure/*',
    '.kube/config',
    '.docker/config.json',
    'gcloud/*',
    '.gcloud/*',
    '.config/gh/*',
    '.password-store/*',
  ],
  ...[
    'secrets.yml',
    'secrets.yaml',
    'secrets.json',
    'secrets.toml',
    'secret.*',
    'service-account*.json',
    'kubeconfig',
    '*.kubeconfig',
    'terraform.tfstate',
    '*.tfvars',
  ],
  ...[
    '.bash_history',
    '.zsh_history',
    '.python_history',
    '.psql_history',
    '.mysql_history',
    '.node_repl_history',
  ],
  ...[
    'login.keychain*',
    'keychain-db',
    'logins.json',
    'key4.db',
    'cookies.sqlite',
    'login data',
    'cookies',
    'wallet.dat',
    '.authinfo',
    'auth.json',
  ],
]);
const SECRET_ABSOLUTE: readonly string[] = [
  ...[
    '/etc/shadow*',
    '/etc/gshadow*',
    '/etc/sudoers*',
    '/etc/ssl/private*',
    '/etc/ssh/ssh_host_*',
    '/proc/*/environ',
    '/proc/*/mem',
  ],
  ...[
    '/var/run/secrets/*',
    '/run/secrets/*',
    '/root/*',
    '/dev/mem',
    '/dev/kmem',
    '/etc/kubernetes/*',
    '/var/lib/kubelet/*',
    '/etc/krb5.keytab',
  ],
];
/** Examples and public halves, which hold no secret. */
const PUBLIC =
  /(?:^|[/.])(?:example|sample|template|dist|defaults?)(?:\.[a-z]+)?$|\.pub$|known_hosts(?:\.old)?$/;

/** Files from which something starts by itself later. */
const STARTERS = new EndGlobs([
  ...[
    '.bashrc',
    '.bash_profile',
    '.bash_login',
    '.bash_logout',
    '.bash_aliases',
    'authorized_keys*',
    '.profile',
    '.zshrc',
    '.zprofile',
    '.zshenv',
    '.zlogin',
    '.zlogout',
    '.kshrc',
    '.cshrc',
    '.tcshrc',
    '.inputrc',
    '.xinitrc',
    '.xprofile',
    '.xsessionrc',
  ],
  ...[
    '.ssh/*',
    '.git/hooks/*',
    '.git/config',
    '.husky/*',
    '.gitconfig',
    '.config/git/*',
    '.config/fish/*',
    '.config/autostart/*',
    '.config/systemd/*',
    '.vimrc',
    '.emacs',
    '.tmux.conf',
    '.screenrc',
  ],
  ...[
    'launchagents/*',
    'launchdaemons/*',
    'startup/*',
    '.pam_environment',
    'sitecustomize.py',
    'usercustomize.py',
    '*.pth',
    '.pythonrc',
    '.npmrc',
    '.gdbinit',
    '.lldbinit',
    '.envrc',
  ],
  ...['.claude/settings*.json', '.cursor/*', '.vscode/tasks.json', '.vscode/settings.json', '.mcp.json'],
]);
const STARTER_ABSOLUTE: readonly string[] = [
  ...[
    '/etc/*',
    '/usr/lib/systemd/*',
    '/lib/systemd/*',
    '/var/spool/cron*',
    '/var/spool/at*',
    '/usr/local/bin/*',
    '/usr/bin/*',
    '/bin/*',
    '/sbin/*',
    '/usr/sbin/*',
    '/boot/*',
    '/library/launch*',
  ],
];

type Guess = boolean | undefined;

/** Whether a file that is read holds secrets; undefined where nobody can say. */
export function holdsSecret(word: Word): Guess {
  return notable(word, SECRETS, SECRET_ABSOLUTE, PUBLIC);
}

/** Whether something that is written starts by itself later. */
export function startsLater(word: Word): Guess {
  return notable(word, STARTERS, STARTER_ABSOLUTE, undefined);
}

function notable(
  word: Word,
  ends: EndGlobs,
  absolutes: readonly string[],
  except: RegExp | undefined,
): Guess {
  if (!tellable(word)) return undefined;
  const path = parseNormalPath(patternOf(word));
  if (path.unknown) return undefined;
  const segments = path.segments.map((segment) => segment.toLowerCase());
  const last = segments.at(-1) ?? '';
  const text = segments.join('/');
  if (except?.test(text) === true) return false;
  if (ends.match(segments)) return true;
  if (ends === SECRETS && holdsAll(path.root, text)) return true;
  if (path.root === '/' && absolutes.some((glob) => matchGlob(glob, `/${text}`))) return true;
  const wild = (glob: string): boolean => mayOverlap(glob, { ...word, text: `/${text}` });
  if (word.glob && path.root === '/' && absolutes.some(wild)) return undefined;
  const maybe = word.glob && (ends.globs.some((glob) => mayBe(last, glob)) || mayBeBelow(segments, ends));
  return maybe ? undefined : false;
}

/** Whole homes and systems, which a program that reads folders reads with all that is in them. */
function holdsAll(root: string, text: string): boolean {
  if (root.startsWith('~')) return text === '';
  return root === '/' && /^(?:|etc|root|proc|home(?:\/[^/]+)?|users(?:\/[^/]+)?)$/.test(text);
}

/** `~/.a?s/cr*s`: whether a pattern among the folders may stand for one that holds such files. */
function mayBeBelow(segments: readonly string[], { globs }: EndGlobs): boolean {
  const patterns = segments.slice(0, -1).filter((segment) => /[*?[]/.test(segment));
  const folders = globs.flatMap((glob) => (glob.includes('/') ? [glob.slice(0, glob.indexOf('/'))] : []));
  return patterns.some((pattern) => folders.some((folder) => mayBe(pattern, folder)));
}

/**
 * Whether a pattern of file names may stand for such a name. A leading dot must be written out, and of other names the
 * beginning: `*.json` is not taken for `credentials.json`.
 */
function mayBe(pattern: string, glob: string): boolean {
  const name = glob.slice(glob.lastIndexOf('/') + 1).replaceAll('*', '\u0001');
  if (name.startsWith('.') ? !/^[.[]/.test(pattern) : /^[*?[]/.test(pattern)) return false;
  return matchGlob(pattern.replace(/\[[^\]]*\]/g, '?'), name);
}
