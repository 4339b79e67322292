import { defineFamily } from './define.js';
import { BUILDS, STORES, tools, verbs } from './works.js';

/** .NET. */
export const dotnet = defineFamily('dotnet', [
  verbs(
    'dotnet',
    'build|test|restore|run|watch|format|clean|new|sln|solution|list|reference|package|remove|pack|msbuild|vstest|publish|build-server|help|store|csharpier|stryker|reportgenerator|coverage|fantomas|fsharplint|trace|counters|gcdump|dump|outdated|husky|swagger|refit|xunit|exec|roslynator|tool run|tool list|tool restore|tool search|workload list|sdk check|depends|completions|cake|nuke|paket|script',
    {
      values:
        'c configuration f framework r runtime o output p property v verbosity project filter logger collect settings n name s source add-source',
      also: ['unknown msbuild', 'unknown handed', 'execute assemblies'],
      // Alone it says what is installed.
      does: ['unknown unless info,list-sdks,list-runtimes,version,help,h'],
      sub: {
        'nuget list|nuget locals|nuget why|nuget verify|nuget search': ['network', 'write named'],
        'nuget add|nuget update|nuget enable|nuget disable|nuget remove': [...BUILDS, 'unknown sourced'],
        restore: [...BUILDS, 'unknown if s,source'],
        'build|publish|pack|run': [...BUILDS, 'unknown if source'],
        'user-secrets list': ['read_secret'],
        'dev-certs|user-secrets|workload|fsi|script eval|repl': ['execute', 'network', 'unknown'],
        'tool install|tool update|tool uninstall': [
          ...BUILDS,
          'write if g,global',
          'unknown if add-source,source,configfile',
        ],
        'add|package add': [...BUILDS, 'unknown if s,source'],
        'ef migrations|ef dbcontext|ef': [...BUILDS, 'unknown production'],
        'ef database': STORES,
        '*': [...BUILDS, 'unknown verbs'],
      },
    },
  ),
  { names: 'msbuild xbuild', does: ['execute', 'network', 'write .', 'unknown msbuild', 'unknown verbs'] },
  verbs('nuget', 'restore|pack|install|spec|verify|update', {
    looks: 'list|locals|search|help',
    also: ['unknown if Source,source,ConfigFile,configfile'],
    oneDash: true,
  }),
  {
    names: 'csi fsi fsharpi dotnet-script',
    values: 'e eval',
    opaque: 'e eval exec use',
    feeds: true,
    posix: true,
    does: ['execute', 'execute first'],
  },
  tools(
    'csharpier dotnet-csharpier dotnet-counters dotnet-trace dotnet-gcdump dotnet-coverage dotnet-outdated reportgenerator coverlet roslynator fantomas fsharplint dotnet-stryker dotnet-sourcelink vstest.console resharper-inspect inspectcode cleanupcode ilspycmd monodis mdoc docfx wyam nbgv gitversion dotnet-gitversion minver apicompat nswag autorest kiota refitter',
    {
      values: 'o output c config f format',
    },
  ),
  { names: 'nuke', does: [...BUILDS, 'unknown goals'] },
  { names: 'dotnet-ef', does: STORES, opaque: 'connection' },
]);
