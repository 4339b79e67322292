/** Settings that git runs as commands, that load others, or that say where it sends what it has. */
const RUNS =
  /^(?:core\.(?:pager|editor|sshcommand|fsmonitor|askpass|hookspath|gitproxy|alternaterefscommand|attributesfile|worktree)|pager\.|sequence\.editor|credential\.|diff\.(?:external|.*\.(?:command|textconv))|difftool\.|mergetool\.|guitool\.|merge\..*driver|filter\.|gpg\.|uploadpack\.|init\.templatedir|protocol\.|interactive\.difffilter|receive\.|trailer\.|web\.browser|help\.browser|browser\.|instaweb\.|man\.|sendemail\.|imap\.|include\.|includeif\.|url\.|submodule\..*\.update|tar\.|hook\.|remote\..*\.(?:uploadpack|receivepack|vcs|proxy)|http\.(?:.*\.)?(?:proxy|ssl\w*|cookiefile|extraheader)|gc\.recentobjectshook|uploadarchive\.|extensions\.)/i;

/** Those whose value is a line for a shell. */
const COMMANDS = /^(?:core\.(?:pager|editor|sshcommand)|pager\.|sequence\.editor)/i;

/** Those that only say how git looks, counts, names or asks. */
const PLAIN =
  /^(?:user\.(?:name|email|signingkey)|author\.(?:name|email)|committer\.(?:name|email)|color\.[\w.-]+|advice\.\w+|column\.\w+|core\.(?:quotepath|autocrlf|eol|safecrlf|longpaths|ignorecase|filemode|symlinks|abbrev|whitespace|commentchar|compression|preloadindex|untrackedcache|checkstat|trustctime|precomposeunicode|bigfilethreshold|logallrefupdates|commitgraph|multipackindex|looseCompression|deltabasecachelimit|packedgit\w+|fscache|excludesfile|splitindex|sparsecheckout|sparsecheckoutcone|protecthfs|protectntfs|warnambiguousrefs|disambiguate|createobject|notesref|bare)|diff\.(?:noprefix|mnemonicprefix|renames|renamelimit|algorithm|context|interhunkcontext|colormoved\w*|wserrorhighlight|submodule|ignoresubmodules|statgraphwidth|statnamewidth|wordregex|suppressblankempty|indentheuristic|relative|autorefreshindex|orderfile|dirstat|srcprefix|dstprefix|tool|trustexitcode|[\w-]+\.(?:xfuncname|funcname|binary|wordregex|cachetextconv))|log\.\w+|format\.pretty|blame\.\w+|grep\.\w+|status\.\w+|stash\.\w+|commit\.(?:gpgsign|verbose|status|cleanup)|tag\.(?:gpgsign|sort|forcesignannotated)|branch\.(?:sort|autosetupmerge|autosetuprebase)|merge\.(?:conflictstyle|ff|renames|renamelimit|log|stat|directoryrenames|autostash|verbosity|tool|branchdesc)|rerere\.\w+|rebase\.\w+|pull\.\w+|push\.(?:default|autosetupremote|followtags|gpgsign)|fetch\.(?:prune|prunetags|parallel|recursesubmodules|writecommitgraph|showforcedupdates|output|negotiationalgorithm)|gc\.(?:auto|autodetach|pruneexpire|autopacklimit|writecommitgraph)|maintenance\.auto|pack\.\w+|index\.\w+|feature\.\w+|init\.defaultbranch|protocol\.version|http\.(?:postbuffer|lowspeedlimit|lowspeedtime|version|followredirects|maxrequests|useragent)|submodule\.(?:recurse|fetchjobs)|checkout\.\w+|clone\.\w+|transfer\.(?:fsckobjects|hiderefs)|safe\.(?:directory|barerepository)|apply\.\w+|notes\.\w+|versionsort\.\w+|worktree\.\w+|interactive\.singlekey|help\.autocorrect|lfs\.(?:skipsmudge|fetchexclude|fetchinclude|concurrenttransfers)|gui\.encoding|i18n\.\w+|mailmap\.\w+|sequence\.\w+|trace2\.\w+debug)$/i;

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
