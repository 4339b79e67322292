import { defineConvention, doubtful } from './define.js';

/** What cmake runs and fetches while it configures, or runs a script. */
export const cmake = defineConvention({
  programs: ['cmake', 'ctest', 'cpack', 'ccmake'],
  files: /^CMakeLists\.txt$|\.cmake$/,
  flags: ['P', 'C', 'S', 'script'],
  read: doubtful(
    /\bexecute_process\b|\bfile\s*\(\s*(?:DOWNLOAD|UPLOAD)\b|\b(?:ExternalProject|FetchContent)_|\bexec_program\b/i,
    'it runs or fetches programs of its own',
  ),
});

/** `build.rs`, which building runs: what no build needs. */
export const cargo = defineConvention({
  programs: ['cargo', 'cross', 'maturin', 'wasm-pack'],
  files: /^build\.rs$/,
  read: doubtful(
    /\bstd::(?:net|process)\b|\b(?:TcpStream|UdpSocket|UnixStream|Command::new|reqwest|ureq|libc)\b|\bstd::\{[^}]*\b(?:net|process)\b/,
    'it runs programs or talks to others while it builds',
  ),
});
