import { defineFamily, harmless } from './define.js';
import { ASKS, BUILDS, LOOKS, tools, verbs, WORKS } from './works.js';

const PLATFORMS =
  'aarch64 alpha arm avr hppa i386 loongarch64 m68k microblaze mips mips64 mips64el mipsel or1k ppc ppc64 riscv32 riscv64 rx s390x sh4 sparc sparc64 tricore x86_64 xtensa';
const each = (prefix: string): string =>
  PLATFORMS.split(' ')
    .map((name) => `${prefix}${name}`)
    .join(' ');

/** Boards, emulators, and what is built for them. What is written onto a board waits for a person. */
export const hardware = defineFamily('hardware', [
  verbs(
    'west',
    'build|boards|shields|list|topdir|manifest|help|spdx|twister|completion|packages|sign|diff|status|compare|grep|bindesc|update|blobs|sdk',
    {
      values: 'b board d build-dir s source-dir t target z zephyr-base o build-opt T test-item S snippet',
      opaque: 'device-serial-pty pre-script flash-command tool tool-path',
      also: ['unknown flashes', 'unknown launchers', 'unknown if device-testing'],
      sub: { init: [...BUILDS, 'unknown elsewhere', 'unknown if m,manifest-url'] },
    },
  ),
  verbs(
    'pio platformio',
    'run|check|ci|boards|project|init|lib|pkg|platform|device|system|debug|update|home',
    {
      values:
        'e environment d project-dir t target c project-conf p port b baud f filter i ignore j jobs test-port monitor-port O project-option',
      opaque: 'O project-option',
      also: ['unknown flashes', 'unknown origins'],
      sub: {
        // Tests of a board are written onto it first.
        test: [
          ...BUILDS,
          'unknown unless e=native+native_test+native-test+desktop+test+linux,environment=native+native_test+native-test+desktop+test+linux,without-uploading,list-tests',
        ],
        'pkg publish|pkg unpublish|pkg exec|lib register': ASKS,
        'device monitor|device list': LOOKS,
      },
    },
  ),
  {
    names: 'idf.py',
    values: 'B build-dir C project-dir D define-cache-entry p port b baud G generator',
    opaque: 'gdb-commands openocd-commands gdbinit',
    does: [...BUILDS, 'unknown flashes', 'unknown launchers', 'unknown origins'],
  },
  {
    names:
      'openocd avrdude st-flash st-util JLinkExe pyocd dfu-util stm32flash bossac picotool teensy_loader_cli',
    does: ASKS,
  },
  verbs('probe-rs', '', { looks: 'list|info|chip|complete' }),
  verbs('arduino-cli', 'compile|sketch|cache|update|completion|config dump|config init', {
    values: 'b fqbn p port build-path output-dir libraries library v log-file build-cache-path',
    looks:
      'board|core list|core search|core update-index|lib list|lib search|lib deps|lib examples|version|outdated|monitor',
    also: [
      'unknown if u,upload,build-property,build-properties,additional-urls,git-url,zip-path,config-file,prefs',
    ],
    sub: { 'core install|lib install|core upgrade|lib upgrade': BUILDS },
  }),
  verbs('esptool esptool.py', 'elf2image|merge_bin|merge-bin|make_image', {
    values: 'p port b baud c chip before after',
    looks: 'image_info|image-info|version|chip_id|chip-id|flash_id|flash-id|read_mac|read-mac',
  }),
  verbs('espefuse espefuse.py espsecure espsecure.py', '', {
    values: 'p port b baud c chip',
    looks: 'summary|get_custom_mac|digest_rsa_public_key',
  }),
  {
    names: each('qemu-system-'),
    oneDash: true,
    does: [
      'execute',
      'write .',
      'write named',
      'network',
      'unknown handlers',
      'unknown fed',
      'unknown piped',
    ],
  },
  {
    names: each('qemu-'),
    oneDash: true,
    values: 'L g cpu s E U B p D d r seed',
    runs: { rest: 'words' },
    does: ['write =D', 'unknown handlers'],
  },
  verbs('qemu-img', 'create|convert|resize|commit|rebase|snapshot|amend', {
    looks: 'info|check|map|measure|compare',
    also: ['unknown elsewhere'],
  }),
  {
    names: 'renode renode-test',
    opaque: 'e execute',
    does: [...WORKS, 'unknown fed'],
  },
  {
    names: 'yosys',
    values: 'p s l o f m q',
    opaque: 'c C y',
    does: [...BUILDS, 'unknown yosys', 'unknown fed'],
  },
  tools(
    'simavr wokwi-cli sigrok-cli icetime icebox_vlog ecppack gowin_pack prjtrellis fusesoc sv2v surelog uhdm-dump cocotb-config bender svlint svls vsg slang ghdl-ls sby symbiyosys edalize dtc fdtdump fdtget mkimage dumpimage genimage menuconfig bin2hex hex2bin srec_cat srec_info elf2uf2 uf2conv uf2conv.py cbfstool ifdtool fmap',
    { values: 'o output c config' },
  ),
  verbs('bitbake devtool oe-pkgdata-util', 'find-recipe|search|status|latest-version|check-upgrade-status', {
    does: BUILDS,
    sub: { '*': [...BUILDS, 'unknown verbs'] },
  }),
  ...harmless('v4l2-ctl candump i2cdetect gpioinfo gpiodetect lsgpio udevadm', {
    does: [...LOOKS, 'unknown given'],
  }),
]);
