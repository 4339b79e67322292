import { defineFamily } from './define.js';

const GIT = {
  'ls-files|ls-tree|check-ignore|rev-parse|rev-list|status|shortlog|merge-base|for-each-ref|show-ref|name-rev|describe|count-objects|version|help|check-attr':
    ['write =output'],
  'log|diff|show|blame|cat-file|whatchanged|symbolic-ref|var|fsck|diff-tree|diff-index|diff-files|cherry|range-diff|verify-commit|verify-tag|show-branch|reflog|mktree|hash-object|stripspace|merge-tree|patch-id|check-mailmap|check-ref-format|verify-pack|show-index|fmt-merge-msg|column|get-tar-commit-id|diff-pairs|last-modified|cherry-mark|ls-stage':
    ['write =output', 'read operands', 'read =contents'],
  grep: ['read grepped'],
  'interpret-trailers': ['read operands', 'write operands if in-place'],
  'maintenance start|maintenance stop|maintenance register|maintenance unregister': ['persist'],
  // What is added is pushed with the next change.
  'add|stage': ['write .', 'read operands', 'read =pathspec-from-file'],
  'commit|mv|merge|rebase|cherry-pick|revert|am|notes|tag|branch|switch|worktree|bisect|sparse-checkout|format-patch|bundle|commit-tree|update-index|update-ref|pack-refs|repack|gc|prune|maintenance|rerere|replace|mergetool|difftool|read-tree|write-tree|submodule|lfs':
    [
      'write .',
      'delete . if d,D,delete',
      'write =o,output,output-directory',
      'read =F,file,template,pathspec-from-file',
    ],
  init: ['write .', 'write operands', 'write =separate-git-dir'],
  cliff: ['execute', 'network', 'write .', 'write named'],
  'merge-file|subtree|absorb|merge-base-tree': ['write .', 'write operands'],
  'subtree push|subtree pull|subtree add': ['network', 'unknown'],
  'bugreport|diagnose': ['write .', 'write =o,output-directory'],
  archive: ['write .', 'write =o,output', 'read operands'],
  'worktree add|worktree move|bundle create': ['write .', 'write operands'],
  apply: ['write .', 'write =directory', 'unknown if unsafe-paths'],
  'checkout-index': ['write .', 'write =prefix'],
  'reset|stash': ['write .', 'delete . if hard,f,force'],
  'checkout|restore': ['write .', 'delete . if f,force', 'delete wiped'],
  'stash drop|stash clear|worktree remove|reflog delete|reflog expire': ['delete .', 'write .'],
  rm: ['delete . unless n,dry-run,cached', 'delete operands unless n,dry-run,cached'],
  clean: ['delete untracked unless n,dry-run', 'delete operands unless n,dry-run'],
  // With a difference to show it changes nothing.
  'clang-format': ['write . unless diff,diffstat', 'unknown if binary'],
  'filter-branch|filter-repo': ['delete .', 'write .', 'execute'],
  'fetch|pull|ls-remote|remote|submodule update': [
    'network',
    'network first',
    'write .',
    'privilege nicknamed',
  ],
  clone: ['network cloned', 'write .', 'write rest', 'write =separate-git-dir'],
  'remote show|remote|remote get-url': [],
  'remote prune|remote update': ['network', 'write .'],
  'remote add|remote set-url|remote remove|remote rm|remote rename|remote set-head|remote set-branches': [
    'write .',
  ],
  push: [
    'network',
    'delete if f,force,force-with-lease,d,delete,mirror,prune',
    'delete refs',
    'privilege foreign',
  ],
  'send-email|imap-send|request-pull|svn|p4|daemon|http-backend|instaweb|credential|credential-store': [
    'network',
    'unknown',
  ],
  config: ['persist changed', 'privilege redirected', 'write configured', 'read_secret secret'],
  'submodule set-url': ['write .', 'privilege'],
  // A repository of somebody's becomes part of this one: but for one that lies beside it.
  'submodule add': ['network', 'network first', 'write .', 'unknown newly'],
  'lfs push|lfs fetch|lfs pull|lfs clone': ['network', 'write .', 'privilege foreign'],
  '*': ['unknown'],
} as const;

/** Version control, and the services that hold repositories. */
export const versions = defineFamily('versions', [
  {
    names: 'git',
    folder: 'C work-tree git-dir',
    values:
      'C c git-dir work-tree namespace exec-path super-prefix config-env m message F file author date o output depth b branch origin reference since until n max-count skip format pretty S G L output-directory directory prefix upload-pack receive-pack exec extcmd template contents pathspec-from-file tool separate-git-dir repo',
    same: ['f force', 'd delete', 'a all', 'm message', 'D', 'n dry-run', 'q quiet'],
    alone:
      'p P paginate bare literal-pathspecs glob-pathspecs noglob-pathspecs icase-pathspecs html-path man-path info-path',
    runs: { special: 'git' },
    posix: false,
    sub: GIT,
    does: [],
  },
  {
    names: 'gh glab hub tea',
    values:
      'R repo t title b body F body-file m milestone l label a assignee r reviewer B base H head q jq template L limit s state json f field raw-field X method',
    sub: {
      'secret list|variable list|extension list|extension search|alias list|project list|project view|project item-list|project field-list|ruleset list|ruleset view|ruleset check|org list|attestation verify|codespace list|ssh-key list|gpg-key list|config get|config list|mr list|mr view|mr diff|mr checks|mr issues|ci status|ci view|ci list|ci trace|ci get|ci lint|pipeline list|pipeline status|pipeline view|job list|mr approvers|version|help|preview|pr view|pr list|pr diff|pr checks|pr status|issue view|issue list|issue status|run list|run view|run watch|repo view|repo list|release view|release list|search|status|label list|workflow list|workflow view|gist list|gist view|cache list|browse':
        ['network'],
      'pr create|pr comment|pr edit|pr review|pr ready|issue create|issue comment|issue edit|label create|label edit|run rerun|run cancel|pr reopen|issue reopen|issue develop|pr close|issue close|issue transfer|issue lock|issue pin|pr update-branch|mr create|mr note|mr update|mr checkout|issue note|issue update|ci retry|repo set-default':
        ['network', 'read =F,body-file'],
      // Waited for by a person: others see it, or build on it.
      'release create|release edit|release upload|release download-all|workflow run|workflow enable|workflow disable|repo fork|repo edit|repo create|repo sync|repo rename|repo deploy-key|pr merge|mr merge|mr approve|codespace|secret set|variable set|gist create|gist edit|gist rename|ci run|ci delete|release':
        ['network', 'privilege', 'read operands'],
      'pr checkout|repo clone|run download|release download|gist clone|mr checkout': [
        'network',
        'write .',
        'write named',
      ],
      'repo delete|release delete|gist delete|issue delete|label delete|cache delete|run delete|repo archive|codespace delete|secret delete|variable delete':
        ['network', 'delete'],
      'auth token': ['read_secret'],
      'auth status': ['read_secret if t,show-token'],
      'auth|secret|variable|ssh-key|gpg-key|config': ['network', 'privilege'],
      'extension|alias': ['network', 'execute', 'persist'],
      api: ['network', 'unknown api'],
      '*': ['network', 'unknown'],
    },
  },
  {
    names: 'hg',
    values: 'R m u r',
    opaque: 'config',
    sub: {
      'status|log|diff|cat|annotate|branch|branches|tags|parents|id|identify|summary|paths': [],
      'add|commit|update|merge|mv|cp|tag|graft|rebase|shelve|unshelve|init|import': ['write .'],
      'pull|clone|incoming|outgoing': ['network', 'write .'],
      push: ['network', 'write .', 'privilege elsewhere'],
      'purge|rm|remove|strip|rollback': ['delete .'],
      '*': ['unknown'],
    },
  },
  {
    names: 'svn',
    values: 'm r F',
    sub: {
      'status|log|diff|info|list|ls|cat|blame|propget': [],
      'add|update|up|checkout|co|merge|switch|mkdir|copy|cp|move|mv|resolve|cleanup': [
        'network',
        'write .',
        'privilege if relocate',
      ],
      'commit|ci': ['network'],
      'delete|rm|del|remove|revert': ['delete .'],
      '*': ['unknown'],
    },
  },
  {
    names: 'jj',
    values:
      'r revision revisions m message R repository T template n limit s source d destination from into to',
    opaque: 'config config-toml config-file tool',
    sub: {
      'log|st|status|diff|show|evolog|obslog|interdiff|root|version|help|op log|operation log|bookmark list|branch list|file list|file show|files|tag list|workspace list|workspace root|config list|config get':
        ['read operands'],
      'new|commit|describe|desc|edit|squash|split|rebase|bookmark|branch|duplicate|restore|abandon|undo|op undo|op restore|parallelize|absorb|next|prev|file track|file untrack|file chmod|git init|git import|git export|resolve|simplify-parents':
        ['write .', 'write named'],
      'git fetch|git clone': ['network', 'write .', 'write named'],
      'git push': ['network', 'delete if deleted'],
      '*': ['unknown'],
    },
  },
  { names: 'tig gitk lazygit gitui', does: ['execute'] },
  {
    names: 'delta diff-so-fancy difft difftastic diff-highlight',
    opaque: 'pager',
    values: 'pager width',
    does: ['read operands'],
  },
  { names: 'git-lfs', does: ['network', 'write .'] },
]);
