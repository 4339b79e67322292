import type { Source, Syntax } from './source.js';

/** A function that opens, makes or deletes what its arguments name. */
export interface PathCall {
  /** Its name as it stands before the parenthesis. */
  readonly call: RegExp;
  /** Which of its arguments are paths; the first where nothing is said. */
  readonly at?: readonly number[];
  readonly how: 'read' | 'change';
}

/** How a language says where its scratch files lie. */
export interface Places {
  /** Expressions that are a folder or file of their own in `/tmp`. */
  readonly scratch?: RegExp;
  /** Calls that put a path together: the first argument decides, the others are names below it. */
  readonly join?: RegExp;
  /** Methods behind a path that name what lies below it, or the same in another form. */
  readonly below?: RegExp;
}

/**
 * A language that is not parsed: by which words and imports code in it reaches out, that is, runs programs, asks other
 * machines, touches files beyond the project and `/tmp`, reads keys, or loads code that is not to be seen.
 */
export interface Language {
  readonly name: string;
  /** Names of files, with their folders. */
  readonly files: RegExp;
  /** What a text in it begins with, or holds, where its file's name does not tell. */
  readonly looks?: RegExp;
  readonly syntax: Syntax;
  /** Words that reach out, wherever they stand among the code. */
  readonly reaches: RegExp;
  /** What the text imports that may do more than compute; undefined where that cannot be told. */
  readonly imports?: (source: Source) => readonly string[] | undefined;
  readonly paths?: readonly PathCall[];
  readonly places?: Places;
  /** What else there is to say: why it reaches out, if it does. */
  readonly also?: (source: Source) => string | undefined;
}

export const defineLanguage = (language: Language): Language => language;

/** Parts of names of packages, of which no test and no program that computes has a need. */
export const FAR_NAMES =
  /(?:^|[./_:@-])(?:exec\w*|process|subprocess|procs?|shell\w*|xshell|cmd_lib|duct|ssh\w*|scp|sftp|ftp\w*|telnet|smtp|lettre|mail\w*|https?|httpx|httpclient\w*|rest|resty|requests?|reqwest|ureq|isahc|surf|curl|curb|hyper|net|net2|sockets?|socket2|websocket\w*|tungstenite|grpc|rpc|aws\w*|boto\w*|cloud|azure|gcp|kube\w*|k8s\w*|docker\w*|clients?|slack|telegram\w*|discord\w*|proxy|tunnel|pty|portable_pty|rexpect|expect|ffi|jna|jni|native|libloading|dlopen\w*|libc|nix|rustix|winapi|windows|plugin|unsafe|script\w*|eval|mlua|rlua|rhai|deno_core|boa_engine|wasmtime|wasmer|keyring|keychain|dirs\w*|homedir|home|userdirs|gopsutil|goph|git2|gix|go-git|minio\w*|s3|gcs|storage|dns|trust_dns|hickory\w*|rdkafka|nats|amqp\w*|mqtt\w*)(?:$|[./_:-])/i;
