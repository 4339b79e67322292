import { defineFamily, harmless } from './define.js';
import { BUILDS, LOOKS, tools, verbs } from './works.js';

/** What is found out about programs as they run or are built, and what runs them for that. */
export const profiling = defineFamily('profiling', [
  // These run the program that is named among their words.
  {
    names:
      'flamegraph samply memray scalene pyinstrument viztracer kernprof austin 0x clinic kcov bear compiledb intercept-build scan-build analyze-build uftrace coz likwid-perfctr likwid-pin jc catchsegv eatmydata numactl prlimit rr apitrace nsys compute-sanitizer cuda-memcheck rocprof vtune advixe-cl sysprof-cli turbostat dumb-init tini chronic ifne lckdo zrun mispipe retry timelimit setlock softlimit chpst envdir tracy-capture cpulimit systemd-inhibit systemd-cat s6-setuidgid faketime libfaketime reprotest gprofng',
    runs: { special: 'anywhere' },
    posix: false,
    values: 'o output f format',
    does: [...BUILDS, 'unknown if p,pid,attach'],
  },
  {
    // Of a process that runs they show where it is, and on demand the values that it holds there.
    names: 'py-spy rbspy',
    runs: { special: 'anywhere' },
    posix: false,
    values: 'o output f format p pid d duration r rate',
    does: [...BUILDS, 'unknown if l,locals,c,core'],
  },
  { names: 'pee', runs: { special: 'lines' }, posix: false, does: ['execute'] },
  { names: 'pidstat', opaque: 'e', does: LOOKS },
  ...harmless(
    'dstat dool nethogs iotop iftop bmon glances slabtop smem procs atop nmon numastat lstopo hwloc-ls cpuid sensors lsmem lsns lsipc lslocks lsfd ipcs pmap pwdx pstree pstack prstat',
    { does: [...LOOKS] },
  ),
  tools(
    'bloaty pahole eu-readelf eu-nm eu-size eu-strings eu-objdump llvm-nm llvm-objdump llvm-readelf llvm-readobj llvm-size llvm-strings llvm-cxxfilt llvm-symbolizer llvm-dwarfdump llvm-bcanalyzer llvm-dis llvm-as llvm-link llc opt llvm-mca llvm-addr2line demangle rustfilt twiggy puncover elf-size-analyze cflow cscope gtags global cxref abidiff abidw abi-compliance-checker abi-dumper dumpbin undname lddtree scanelf gprof gprof2dot gcov-tool llvm-gcov fastcov cobertura diff-cover diff-quality covtool stackcollapse-perf.pl stackcollapse.pl flamegraph.pl difffolded.pl stackcollapse-go.pl inferno-collapse-perf inferno-diff-folded',
    {
      values: 'o output c config',
      opaque: 'load exec load-pass-plugin pass-plugin',
    },
  ),
  {
    names: 'patchelf install_name_tool chrpath codesign_allocate',
    values: 'set-rpath set-interpreter output',
    does: ['write operands', 'write named', 'write .'],
  },
  verbs('codesign', '', {
    does: [...LOOKS, 'unknown unless d,display,v,verify,dv'],
    sub: { '*': [...LOOKS, 'unknown unless d,display,v,verify'] },
  }),
]);
