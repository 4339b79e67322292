import { defineFamily } from './define.js';
import { ASKS, BUILDS, LOOKS, tools, verbs, WORKS } from './works.js';
import type { Does } from './define.js';

/** A line for the shell of a device that only looks. */
const THERE: readonly Does[] = ['network', 'execute', 'unknown line'];

/** Packages of `pub` that come from elsewhere than its registry. */
const OTHER_SOURCES = 'unknown if git-url,hosted-url,s,source,u';

/** Applications for telephones: their builds, devices that are simulated, and stores. */
export const mobile = defineFamily('mobile', [
  {
    names: 'watchman',
    sub: {
      'watch-del|watch-del-all|watch-list|watch|watch-project|version|get-sockname|shutdown-server|find|since':
        [],
      '*': ['unknown'],
    },
  },
  verbs('adb', '', {
    values: 's t H P L',
    looks:
      'devices|version|get-state|get-serialno|help|jdwp|features|host-features|mdns|wait-for-device|start-server|kill-server',
    also: ['unknown if H,L,a'],
    sub: {
      'forward|reverse|install|install-multiple|emu': ['execute', 'network', 'read operands', 'write named'],
      // What it is told to write lies on the device.
      logcat: ['network', 'execute'],
      'shell pidof|shell uname|shell whoami|shell du|shell free|shell stat|shell getprop|shell dumpsys|shell pm|shell am|shell wm|shell ps|shell top|shell df|shell ls|shell input|shell screencap|shell uptime|shell date|shell id|shell monkey|shell logcat|shell ip|shell settings|exec-out screencap':
        [...THERE, 'unknown emptying', 'unknown adb'],
      pull: ['execute', 'write .', 'write last'],
      push: ['execute', 'read operands'],
    },
  }),
  {
    names: 'emulator',
    oneDash: true,
    does: [
      'execute',
      'network',
      'write .',
      'write named',
      'unknown if qemu,shell,shell-serial,system,ramdisk,kernel',
    ],
  },
  verbs('avdmanager', 'create', { values: 'n name k package d device', looks: 'list' }),
  {
    names: 'sdkmanager',
    does: [
      'network',
      'execute',
      'write .',
      'write named',
      'unknown if proxy,proxy_host,proxy_port,no_https,uninstall',
    ],
  },
  verbs(
    'flutter',
    'build|test|analyze|run|pub|create|doctor|devices|emulators|gen-l10n|clean|format|drive|config|precache|logs|screenshot|symbolize|assemble|channel|packages|attach|bash-completion|install|widget-preview|debug-adapter',
    {
      values:
        'd device-id t target flavor dart-define dart-define-from-file target-platform build-name build-number name plain-name r reporter platforms org',
      sub: {
        'pub publish': ['unknown unless dry-run', ...BUILDS],
        'pub login|pub logout|pub token|pub uploader': ASKS,
        'pub global|packages pub': [...WORKS, 'unknown elsewhere', OTHER_SOURCES],
        'pub add|create': [...BUILDS, 'unknown if git-url,hosted-url,git-path', 'unknown origins'],
      },
    },
  ),
  verbs('dart', 'test|analyze|format|compile|fix|pub|doc|create|info|devtools|language-server|build|run', {
    values: 'define D packages o output n name r reporter',
    sub: {
      'pub publish|pub login|pub logout|pub token|pub uploader': ASKS,
      'pub global|pub add': [...BUILDS, 'unknown elsewhere', OTHER_SOURCES],
      '*': [...BUILDS, 'unknown handed'],
    },
  }),
  { names: 'fvm melos very_good mason', does: [...WORKS, 'unknown elsewhere'] },
  verbs('pod', 'install|update|outdated|deintegrate|init|setup|cache|plugins', {
    values: 'project-directory sources',
    looks: 'list|search|env|repo list',
    sub: { 'lib lint|spec lint|repo update': BUILDS },
  }),
  tools('xcodebuild', {
    oneDash: true,
    values:
      'scheme configuration project workspace destination sdk target arch derivedDataPath resultBundlePath archivePath exportPath exportOptionsPlist testPlan only-testing skip-testing xcconfig clonedSourcePackagesDirPath toolchain jobs',
    opaque: 'exec specs wrapper cmd',
    also: ['unknown toolchains', 'unknown if allowProvisioningUpdates,authenticationKeyPath,xcconfig'],
  }),
  verbs('simctl', '', {
    looks: 'list|getenv|get_app_container|appinfo|listapps|bootstatus|help|io|status_bar|diagnose',
    sub: {
      'boot|shutdown|create|install|launch|terminate|openurl|addmedia|uninstall|clone|rename|ui|location|push|privacy|pair|pbcopy|keychain':
        ['execute', 'network', 'write named', 'read operands'],
    },
  }),
  verbs('devicectl', '', { looks: 'list|help' }),
  verbs('altool notarytool stapler', '', { looks: 'help' }),
  verbs('agvtool', 'bump|next-version|new-version|new-marketing-version', {
    looks: 'what-version|vers|what-marketing-version|mvers',
  }),
  { names: 'xcode-select', does: ['privilege unless p,print-path,v,version'] },
  verbs('xcodes', '', { looks: 'list|installed|version' }),
  verbs(
    'fastlane',
    'test|tests|unit|unit_tests|build|lint|screenshots|scan|gym|snapshot|lanes|list|docs|env|ios test|ios tests|ios build|ios lint|ios unit_tests|ios screenshots|mac test|mac build|android test|android tests|android build|android lint|android unit_tests|run scan|run swiftlint|action|actions',
    { values: 'env' },
  ),
  verbs('detox', 'build|test|init|clean-framework-cache|build-framework-cache|run-server|recorder', {
    values: 'c configuration o record-logs artifacts-location R retries l loglevel',
  }),
  verbs('eas eas-cli', '', {
    values: 'p platform e profile output',
    looks:
      'build:list|build:view|build:inspect|diagnostics|whoami|project:info|channel:list|branch:list|update:list|help|config',
    sub: { build: [...BUILDS, 'unknown unless local', 'unknown if auto-submit,s'] },
  }),
  verbs('bundletool', 'build-apks|build-bundle|extract-apks|install-apks', {
    looks: 'dump|validate|get-size|get-device-spec|version',
    also: ['read =ks,ks-pass', 'unknown if connected-device'],
  }),
  verbs('apksigner', '', { looks: 'verify|version|help', also: ['read =ks,key'] }),
  {
    names: 'keytool',
    oneDash: true,
    values: 'keystore alias storepass storetype file v sslserver keypass providerpath providerclass',
    does: [
      ...LOOKS,
      'read =keystore,file',
      'unknown unless list,printcert,printcrl,printcertreq',
      'unknown if providerclass,provider,providerpath,addprovider',
      'unknown agents',
    ],
  },
  tools(
    'react-native rn expo-cli cordova ios-sim nativescript ns jetify apktool jadx periphery-scan xcproj xcodeproj rome accio mobsfscan',
    {
      values: 'o output',
    },
  ),
  // One tool of this name builds applications for the web, the other deploys.
  verbs('cap', 'sync|copy|add|open|ls|doctor|run|build|update|init|migrate'),
]);
