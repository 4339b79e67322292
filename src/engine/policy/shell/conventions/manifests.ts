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

/** Expressions that read files of this machine, and print them. */
export const terraformConsole = defineConvention({
  programs: ['terraform', 'tofu'],
  verbs: /^console\b/,
  files: /(?!)/,
  input: true,
  read: doubtful(
    /\bnonsensitive\b|\b(?:var|local|module|data)\.[\w.]*(?:passw|secret|token|key|credential)|\b(?:templatefile|file\w*)\s*\(\s*(?!"(?!~|\/|\.\.\/|\$))/,
    'it reads files that lie elsewhere',
  ),
});
