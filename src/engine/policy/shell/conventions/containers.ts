import { defineConvention } from './define.js';
import type { Shown } from './define.js';
import { quoted } from '../quoted.js';

/** Where on this machine a container may not look: above the project, in a home, or at whatever a variable says. */
const OUTSIDE = String.raw`(?:~|\/(?!tmp\/)|\.\.\/\.\.(?![\w.])|\$(?!PWD\b|\{PWD\}|\{\w+:?-\.\/))`;
const HOST = new RegExp(
  [
    String.raw`\bprivileged\s*:\s*(?:true|yes|on)`,
    String.raw`docker\.sock|\b(?:use_api_socket|provider|credential_spec|runtime|cgroup_parent|device_cgroup_rules|security_opt|cap_add|devices)\s*:`,
    String.raw`\b(?:network_mode|pid|ipc|uts|cgroup|userns_mode)\s*:\s*host`,
    // `- /:/host`, `volumes: [~/.aws:/k]`, and the same in a text of its own lines.
    String.raw`(?:^|[[,]|-\s)[ \t]*${OUTSIDE}(?:\{[^\s}]*\}|[^\s,\]}])*:\/`,
    String.raw`\b(?:source|src|device|context|build|dockerfile)\s*:\s*${OUTSIDE}`,
    String.raw`\b(?:file|env_file|include|path|label_file)\s*:\s*(?:\[\s*|\{\s*path\s*:\s*|-\s+(?:path\s*:\s*)?)?(?:~|\/|\.\.\/\.\.|\$|\w+:\/)`,
    String.raw`\b(?:build|context|include)\s*:\s*(?:\[\s*|-\s+)?(?:https?|git|ssh|oci)[:@]`,
    // Characters that are spelled, and tags, say something else than what stands there.
    String.raw`\\[xuU][\da-fA-F]|!!`,
  ].join('|'),
  'm',
);

const TAKES_IN =
  /\b(?:contexts?|secret|ssh|entitlements|allow)\b[^\n]{0,2000}(?:["'=](?:~|\/(?!tmp\/)|\.\.\/\.\.)|\$\{?HOME)|security\.insecure|network\.host/;
/** What fetches, sends or unpacks: a build that does none of it is as good as the image. */
const SENDS =
  /\b(?:curl|wget|aria2c|nc|ncat|netcat|socat|telnet|ftp|openssl|base64|xxd|scp|sftp|rsync|ssh|eval)\b|\/dev\/(?:tcp|udp)\/|\b(?:python\d?|perl|ruby|node|php) +-[ec]\b/;

const ENGINES = ['docker', 'podman', 'nerdctl', 'buildah'];
const TOOLS = ['docker-compose', 'podman-compose'];
const ONLY_LOOKS =
  '(?:config|convert|ps|logs|ls|images|top|port|version|events|down|stop|rm|pause|unpause|kill)';

/** Containers that get the machine at hand. */
const read = (text: string): Shown => ({
  ...(HOST.test(text.replace(/["']/g, '')) && { doubt: 'its containers get at the machine itself' }),
  scripts: /dockerfile_inline/.test(text) ? stepsOf(text) : [],
});

export const compose = defineConvention({
  programs: ENGINES,
  verbs: new RegExp(`^(?:compose|stack)(?: (?!${ONLY_LOOKS}$)|$)`),
  files: /^(?:docker-)?compose(?:\..*)?\.ya?ml$/,
  flags: ['f', 'file', 'c', 'compose-file'],
  remote: true,
  read,
});

export const composeTool = defineConvention({
  programs: TOOLS,
  verbs: new RegExp(`^(?!${ONLY_LOOKS}\\b)`),
  files: compose.files,
  flags: ['f', 'file'],
  remote: true,
  read,
});

const IMAGES = /^(?:.*\.)?(?:Docker|Container)file(?:\..*)?$/i;

/** The steps of an image that is built. */
export const dockerfile = defineConvention({
  programs: ENGINES,
  verbs: /^(?:build|bud|buildx build|image build|builder build)\b/,
  files: IMAGES,
  flags: ['f', 'file'],
  operand: true,
  remote: true,
  read: (text): Shown => ({ scripts: stepsOf(text) }),
});

/** Images that are built before they are started. */
export const composedImage = defineConvention({
  programs: [...ENGINES, ...TOOLS],
  verbs: /^(?:compose )?(?:build|up|run|watch)\b|^buildx bake\b/,
  files: IMAGES,
  remote: true,
  read: (text): Shown => ({ scripts: stepsOf(text) }),
});

/** What `docker buildx bake` builds. */
export const bake = defineConvention({
  programs: ENGINES,
  verbs: /^(?:buildx )?bake\b/,
  files: /^docker-bake(?:\.override)?\.(?:hcl|json)$/,
  flags: ['f', 'file'],
  remote: true,
  read: (text): Shown => ({
    ...(TAKES_IN.test(text) && { doubt: 'what it builds takes in what lies elsewhere' }),
    scripts: stepsOf(text.replace(/\\n/g, '\n')),
  }),
});

/** The scripts of `RUN`, as far as they do more than an image needs. */
function stepsOf(text: string): readonly string[] {
  const lines = text.replace(/\\[ \t]*\r?\n/g, ' ').split(/\r?\n/);
  const steps: string[] = [];
  lines.forEach((line, i) => {
    const step = /^[ \t"']*(?:ONBUILD[ \t]+)?RUN[ \t]+((?:--[a-z]+=\S+[ \t]+)*)(.*)$/i.exec(line)?.[2];
    if (step === undefined) return;
    const mark = /<<-?\s*["']?(\w+)/.exec(step)?.[1];
    const end = mark === undefined ? -1 : lines.findIndex((other, at) => at > i && other.trim() === mark);
    if (end < 0) return void steps.push(wordsIn(step));
    const body = lines.slice(i + 1, end).join('\n');
    const [head = ''] = step.split('<<');
    steps.push(head.trim() === '' ? body : `${head} <<'${mark}'\n${body}\n${mark}`);
  });
  return steps.filter((step) => SENDS.test(step));
}

/** `["sh", "-c", "x"]`: words, one by one. */
function wordsIn(step: string): string {
  if (!step.startsWith('[')) return step;
  try {
    const words = JSON.parse(step) as unknown;
    if (Array.isArray(words)) return words.map((word) => quoted(String(word))).join(' ');
  } catch {
    // A shell reads it as it stands.
  }
  return step;
}
