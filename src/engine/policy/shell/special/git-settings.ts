import type { Word } from '../script.js';

/** Settings that git runs as commands, that load others, or that say where it sends what it has. */
const RUNS =
  /^(?:core\.(?:pager|editor|sshcommand|fsmonitor|askpass|hookspath|gitproxy|alternaterefscommand|attributesfile|worktree)|pager\.|sequence\.editor|credential\.|diff\.(?:external|.*\.(?:command|textconv))|difftool\.|mergetool\.|guitool\.|merge\..*driver|filter\.|gpg\.|uploadpack\.|init\.templatedir|protocol\.|interactive\.difffilter|receive\.|trailer\.|web\.browser|help\.browser|browser\.|instaweb\.|man\.|sendemail\.|imap\.|include\.|includeif\.|url\.|submodule\..*\.update|tar\.|hook\.|lfs\.(?:customtransfer|extension|standalonetransferagent)|remote\..*\.(?:uploadpack|receivepack|vcs|proxy)|http\.(?:.*\.)?(?:proxy|ssl\w*|cookiefile|extraheader)|gc\.recentobjectshook|uploadarchive\.|extensions\.)/i;

/** Those whose value is a line for a shell. */
const COMMANDS = /^(?:core\.(?:pager|editor|sshcommand)|pager\.|sequence\.editor)/i;

/** Those that only say how git looks, counts, names or asks. */
const PLAIN =
  /^(?:user\.(?:name|email|signingkey)|author\.(?:name|email)|committer\.(?:name|email)|color\.[\w.-]+|advice\.\w+|column\.\w+|core\.(?:quotepath|autocrlf|eol|safecrlf|longpaths|ignorecase|filemode|symlinks|abbrev|whitespace|commentchar|compression|preloadindex|untrackedcache|checkstat|trustctime|precomposeunicode|bigfilethreshold|logallrefupdates|commitgraph|multipackindex|looseCompression|deltabasecachelimit|packedgit\w+|fscache|excludesfile|splitindex|sparsecheckout|sparsecheckoutcone|protecthfs|protectntfs|warnambiguousrefs|disambiguate|createobject|notesref|bare)|diff\.(?:noprefix|mnemonicprefix|renames|renamelimit|algorithm|context|interhunkcontext|colormoved\w*|wserrorhighlight|submodule|ignoresubmodules|statgraphwidth|statnamewidth|wordregex|suppressblankempty|indentheuristic|relative|autorefreshindex|orderfile|dirstat|srcprefix|dstprefix|tool|trustexitcode|[\w-]+\.(?:xfuncname|funcname|binary|wordregex|cachetextconv))|log\.\w+|format\.pretty|blame\.\w+|grep\.\w+|status\.\w+|stash\.\w+|commit\.(?:gpgsign|verbose|status|cleanup)|tag\.(?:gpgsign|sort|forcesignannotated)|branch\.(?:sort|autosetupmerge|autosetuprebase)|merge\.(?:conflictstyle|ff|renames|renamelimit|log|stat|directoryrenames|autostash|verbosity|tool|branchdesc)|rerere\.\w+|rebase\.\w+|pull\.\w+|push\.(?:default|autosetupremote|followtags|gpgsign)|fetch\.(?:prune|prunetags|parallel|recursesubmodules|writecommitgraph|showforcedupdates|output|negotiationalgorithm)|gc\.(?:auto|autodetach|pruneexpire|autopacklimit|writecommitgraph)|maintenance\.auto|pack\.\w+|index\.\w+|feature\.\w+|init\.defaultbranch|protocol\.version|http\.(?:postbuffer|lowspeedlimit|lowspeedtime|version|followredirects|maxrequests|useragent)|submodule\.(?:recurse|fetchjobs)|checkout\.\w+|clone\.\w+|transfer\.(?:fsckobjects|hiderefs)|safe\.(?:directory|barerepository)|apply\.\w+|notes\.\w+|versionsort\.\w+|worktree\.\w+|interactive\.singlekey|help\.autocorrect|lfs\.(?:skipsmudge|fetchexclude|fetchinclude|concurrenttransfers)|gui\.encoding|i18n\.\w+|mailmap\.\w+|sequence\.\w+|trace2\.\w+debug)$/i;

/** Settings that say where git sends what it has, what of it, and whom it asks. */
const LEADS =
  /^(?:remote\.(?:pushdefault$|.*\.(?:url|pushurl|push|mirror|lfsurl|lfspushurl)$)|remotes\.|branch\..*\.(?:remote|pushremote)$|lfs\.(?!skipsmudge$|fetch|concurrent)|submodule\..*\.url$|svn-remote\.|checkout\.defaultremote$)/i;

/** A remote that is there, by its name: which address that is, git has been told before. */
const REMOTE_NAME = /^(?:\.|\w[\w-]*)$/;
const NAMES_REMOTE = /(?:pushdefault|\.remote|\.pushremote|defaultremote)$/i;

/** Whether a setting changes what goes where: `branch.$x.remote` does by its beginning and its end. */
function leads(name: Word, value: Word): boolean {
  if (!name.known && (name.splits || !/^[a-z]+\..*\.[a-z]+$/is.test(name.text))) return true;
  return (
    LEADS.test(name.text) && !(NAMES_REMOTE.test(name.text) && value.known && REMOTE_NAME.test(value.text))
  );
}

/** Flags, and subcommands, that set nothing: a last word `list` is a pattern for values. */
const SHOWS = /^--?(?:get|get-all|get-regexp|get-urlmatch|list|unset|unset-all|l)$/;
const SHOWS_FIRST = /^(?:get|list|unset)$/;

/** Whether the words behind `git config` set nothing. */
export function onlyShows(words: readonly Word[]): boolean {
  const end = words.findIndex(({ text }) => text === '--');
  return (
    words.slice(0, end < 0 ? undefined : end).some(({ text }) => SHOWS.test(text)) ||
    SHOWS_FIRST.test(words[0]?.text ?? '')
  );
}

/** Whether they change what goes where. Where a name stands depends on flags: each pair of words may be one and its value. */
export function redirects(words: readonly Word[]): boolean {
  if (onlyShows(words)) return false;
  const rest = words.filter(({ text }) => !text.startsWith('-'));
  return rest.slice(0, -1).some((name, i) => /[.$`]/.test(name.text) && leads(name, rest[i + 1] as Word));
}

/** Values by which those that run something run nothing, or what git brings along. */
const OFF: readonly (readonly [name: RegExp, value: RegExp])[] = [
  [/^core\.fsmonitor$/i, /^(?:true|false|0|1|)$/i],
  [/^protocol\.version$/i, /^\d$/],
  [/^gpg\.format$/i, /^(?:openpgp|x509|ssh)$/],
];

/** What setting a variable of git to a value comes to. */
export type Setting = 'plain' | 'runs' | 'line' | 'alias' | 'strange';

export function settingOf(name: string, value: string): Setting {
  if (OFF.some(([names, values]) => names.test(name) && values.test(value))) return 'plain';
  if (COMMANDS.test(name)) return 'line';
  if (/^alias\./i.test(name)) return 'alias';
  if (RUNS.test(name)) return 'runs';
  return PLAIN.test(name) ? 'plain' : 'strange';
}
