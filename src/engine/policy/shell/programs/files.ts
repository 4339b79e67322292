import { defineFamily, harmless } from './define.js';

const RM = ['r R recursive', 'f force', 'i I interactive', 'v verbose', 'd dir'];
const COPY = ['r R recursive', 'f force', 'a archive', 't target-directory', 'n no-clobber', 'u update'];

/** Files and folders: made, moved, copied, changed, deleted. */
export const files = defineFamily('files', [
  { names: 'rm grm', same: RM, does: ['delete operands'] },
  { names: 'rmdir', same: ['p parents'], does: ['delete operands'] },
  { names: 'unlink', does: ['delete operands'] },
  {
    names: 'shred',
    values: 'n iterations s size random-source',
    same: ['u remove', 'f force', 'z zero'],
    does: ['delete operands'],
  },
  { names: 'wipe srm', same: RM, does: ['delete operands'] },
  { names: 'trash trash-put trash-empty gio', does: ['delete operands'] },
  { names: 'rimraf', does: ['delete operands', 'execute'], same: ['g glob'] },
  { names: 'del del-cli trash-cli rimraf-cli premove', does: ['delete operands', 'execute'] },
  {
    names: 'cpx cpx2 cpy cpy-cli copyfiles ncp cp-cli mkdirp make-dir-cli mkdir-cli',
    does: ['write operands', 'execute'],
  },
  { names: 'move-cli move-file-cli rename-cli mv-cli', does: ['write operands', 'execute'] },
  { names: 'touch-cli', does: ['write operands', 'execute'] },
  // Multi-call programs: what they do is told by their first word.
  { names: 'shx coreutils uutils', runs: { rest: 'words' }, switches: 's silent', does: ['execute'] },
  {
    names: 'cp gcp',
    values: 't target-directory S suffix',
    same: COPY,
    does: [
      'read sources',
      'write =t,target-directory',
      'write last unless t,target-directory',
      'write linked if s,symbolic-link,l,link',
    ],
  },
  {
    names: 'mv gmv',
    values: 't target-directory S suffix',
    same: COPY,
    does: ['write operands', 'write =t,target-directory'],
  },
  {
    names: 'ln',
    values: 't target-directory S suffix',
    same: ['s symbolic', 'f force'],
    // Through a link, what it leads to is written later.
    does: [
      'read operands',
      'write linked',
      'write =t,target-directory',
      'write last unless t,target-directory',
    ],
  },
  {
    names: 'install',
    values: 'm mode o owner g group t target-directory S suffix',
    does: ['write last', 'write =t,target-directory', 'read operands'],
  },
  { names: 'dd', does: ['write of=', 'read if='] },
  { names: 'truncate', values: 's size r reference', does: ['write operands'] },
  { names: 'touch', values: 'd date t r reference', does: ['write operands'] },
  { names: 'mkdir', values: 'm mode', same: ['p parents'], does: ['write operands'] },
  { names: 'mkfifo mknod', values: 'm mode', does: ['write operands'] },
  { names: 'mktemp', values: 'p tmpdir suffix', does: [] },
  {
    names: 'chmod',
    values: 'reference',
    same: ['R recursive', 'f silent quiet'],
    does: ['write rest', 'privilege if s', 'privilege setuid'],
  },
  {
    names: 'chown chgrp',
    values: 'reference from',
    same: ['R recursive'],
    does: ['write rest', 'privilege'],
  },
  { names: 'chattr setfacl', does: ['write rest'] },
  { names: 'tee sponge', same: ['a append'], does: ['write operands'] },
  {
    names: 'split csplit',
    values: 'b bytes l lines n number a suffix-length filter',
    runs: { script: 'filter' },
    posix: false,
    does: ['write .', 'read first'],
  },
  {
    names: 'apply_patch applypatch',
    does: ['write patched', 'delete patched-away', 'unknown unpatched'],
  },
  {
    names: 'patch',
    values:
      'p strip d directory i input o output r reject-file B prefix Y basename-prefix z suffix D ifdef ' +
      'V version-control F fuzz g get reject-format quoting-style read-only',
    same: ['R reverse', 'd directory', 'o output', 'r reject-file'],
    // a script of ed may run commands
    opaque: 'e ed',
    does: [
      'write . unless d,directory',
      'write =d,directory',
      'write =o,output',
      'write =r,reject-file',
      'write operands',
    ],
  },
  { names: 'rename', does: ['write rest'] },
  { names: 'fallocate', values: 'l o length offset', does: ['write operands'] },
  { names: 'sync', does: [] },
  {
    names: 'tar bsdtar gtar',
    oldStyle: true,
    values: 'f file C directory T files-from X exclude-from exclude strip-components b',
    same: ['x extract get', 'c create', 't list', 'f file', 'C directory', 'P absolute-names'],
    opaque: 'checkpoint-action to-command I use-compress-program rsh-command info-script new-volume-script F',
    does: [
      'write =C,directory',
      'write . unless t,list',
      'write =f,file if c,create,r,u',
      'delete operands if remove-files',
      'unknown if P,absolute-names,absolute-paths,insecure',
      'read operands',
    ],
  },
  { names: 'zip', opaque: 'T unzip-command', does: ['write first', 'read rest', 'delete rest if m,move'] },
  { names: 'unzip', values: 'd x', does: ['write . unless l,d,p', 'write =d', 'unknown if :'] },
  { names: 'gzip bzip2 xz zstd lz4 compress pigz', values: 'S suffix', does: ['write operands'] },
  { names: 'gunzip bunzip2 unxz unzstd uncompress', does: ['write operands'] },
  {
    names: '7z 7za rar unrar cpio',
    values: 'o D directory',
    does: ['write .', 'write operands', 'write =o,D,directory'],
  },
  ...harmless('zcat bzcat xzcat zless', { does: ['read operands'] }),
  { names: 'open xdg-open start sensible-browser', does: ['execute', 'network pages'] },
  { names: 'mkfs mkfs.ext4 mkfs.xfs mke2fs mkswap wipefs', does: ['delete operands', 'privilege'] },
  { names: 'fdisk parted gdisk sfdisk cfdisk', does: ['delete operands', 'privilege'] },
  { names: 'diskutil hdiutil', does: ['delete operands', 'privilege'] },
]);
