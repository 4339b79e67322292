import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const root = new URL('../../', import.meta.url);
const folders = readdirSync(new URL('examples', root), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !['node_modules', 'test'].includes(entry.name))
  .map(({ name }) => name);

describe('the examples', () => {
  it.each(folders)('%s runs what is allowed, and tells its model of what is not', (name) => {
    const tsx = ['--import', 'tsx', `examples/${name}/index.ts`];
    const env = { ...process.env, TSX_TSCONFIG_PATH: 'examples/tsconfig.json', ADK_LOG_LEVEL: 'error' };
    const said = execFileSync(process.execPath, tsx, {
      cwd: root,
      encoding: 'utf8',
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const ran = said.split('\n').filter((line) => line.startsWith('  ran: '));
    expect(ran).toEqual([expect.stringContaining('shopping')]);
    expect(said).toMatch(/the model sees: .*(no-secrets|Secrets are not for agents)/);
  });

  it('are one for each adapter, and one for functions', () => {
    const adapters = readdirSync(new URL('src/adapters', root), { withFileTypes: true });
    expect(folders.sort()).toEqual(
      adapters
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => name)
        .sort(),
    );
  });
});
