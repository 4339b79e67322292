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

/** A toolchain, or another project, that lies elsewhere. */
export const cargoTold = defineConvention({
  programs: ['cargo', 'rustc', 'rustup', 'cross', 'maturin'],
  files: /^rust-toolchain(?:\.toml)?$|^config(?:\.toml)?$/,
  read: doubtful(
    /["'](?:\/(?:tmp|var\/tmp|dev\/shm|root|home|Users)\/|~\/|(?:\.\.\/){2})/,
    'it is told of files that lie elsewhere',
  ),
});
