import { defineConvention, doubtful, NOTHING } from './define.js';
import type { Shown } from './define.js';

const ELSEWHERE =
  /^(?:https?:|git[+:@]|git@|ssh:|github:|gitlab:|bitbucket:|gist:|[\w.-]+\/[\w.-]+(?:#.*)?$)/;

/** The scripts of a package, which installing and testing it run. */
export const packageJson = defineConvention({
  programs: ['npm', 'pnpm', 'yarn', 'bun', 'npx', 'lerna', 'turbo', 'nx'],
  files: /^package\.json$/,
  read: (text): Shown => {
    const fields = parsed(text);
    if (fields === undefined) return NOTHING;
    const from = Object.entries(fields).filter(([name]) =>
      /dependencies$|^(?:overrides|resolutions)$/i.test(name),
    );
    const foreign = from.some(([, map]) => textsOf(map).some((value) => ELSEWHERE.test(value)));
    return {
      scripts: textsOf(fields['scripts']),
      ...(foreign && { doubt: 'it names a package that lies elsewhere' }),
    };
  },
});

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const value = JSON.parse(text) as unknown;
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function textsOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).filter((item): item is string => typeof item === 'string');
}

/** What terraform runs on the machine at hand while it plans or applies. */
export const terraform = defineConvention({
  programs: ['terraform', 'tofu', 'terragrunt'],
  files: /\.(?:tf|hcl)(?:\.json)?$/,
  read: doubtful(
    /\bexternal\b|\b(?:local|remote)-exec\b|\b(?:before|after|error)_hook\b|\brun_cmd\b/,
    'it runs programs of its own',
  ),
});

const HOST =
  /\bprivileged:\s*["']?(?:true|yes|on)|docker\.sock|(?:^|\s)(?:-|source:)\s*["']?(?:~|\$\{?HOME\}?|\/(?:etc|root|home|var|usr|proc|sys|dev|boot|run)?\/?)(?::|["']?\s*$)|\b(?:network_mode|pid|ipc|userns_mode):\s*["']?host|\bcap_add:|\bdevices:/m;

/** Containers that get the machine at hand. */
export const compose = defineConvention({
  programs: ['docker', 'docker-compose', 'podman', 'podman-compose', 'nerdctl'],
  files: /^(?:docker-)?compose(?:\..*)?\.ya?ml$/,
  flags: ['f', 'file'],
  read: doubtful(HOST, 'its containers get at the machine itself'),
});
