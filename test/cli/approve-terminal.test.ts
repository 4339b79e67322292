import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { capfence, json, RUN, temporaryFolder } from './run.js';

const POLICY = `name: ops
require_approval:
  - id: shells
    capability: shell.exec
`;
const PATIENCE_MS = 60_000;

/** A machine without tmux has no terminal to drive: said, and not passed over in silence. */
const TMUX = ['/usr/bin/tmux', '/usr/local/bin/tmux', '/opt/homebrew/bin/tmux'].find((file) =>
  existsSync(file),
);

interface Terminal {
  /** Types keys by their names of tmux. */
  keys(...names: string[]): void;
  /** What is on the screen, once it shows something. */
  shows(what: string | RegExp): Promise<string>;
}

/** A real terminal, 120 wide, in which a line of shell runs. */
function terminal(line: string, cwd: string): Terminal {
  const socket = join(cwd, 'tmux.sock');
  const tmux = (...args: string[]): string =>
    execFileSync(TMUX!, ['-f', '/dev/null', '-S', socket, ...args], { encoding: 'utf8' });
  tmux('new-session', '-d', '-x', '120', '-y', '50', '-c', cwd, 'sh');
  onTestFinished(() => void tmux('kill-server'));
  tmux('send-keys', '-l', line);
  tmux('send-keys', 'Enter');
  return {
    keys: (...names) => void tmux('send-keys', ...names),
    async shows(what) {
      const end = Date.now() + PATIENCE_MS;
      for (;;) {
        const screen = tmux('capture-pane', '-p', '-J');
        if (typeof what === 'string' ? screen.includes(what) : what.test(screen)) return screen;
        if (Date.now() > end) throw new Error(`the terminal never showed ${String(what)}:\n${screen}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
  };
}

/** An agent in another process, which waits for its answer. */
function agent(cwd: string, command: string, context: object = {}) {
  const event = { actor: 'bot', capability: 'shell.exec', payload: { command }, context };
  writeFileSync(join(cwd, 'event.json'), JSON.stringify(event));
  const args = [RUN, 'execute', 'p.yaml', 'event.json', '--json', '--wait', '2m'];
  const child = spawn(process.execPath, args, { cwd, stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  return new Promise<{ code: number | null; verdict: Record<string, unknown> }>((resolve) => {
    child.on('close', (code) => resolve({ code, verdict: JSON.parse(text) as Record<string, unknown> }));
  });
}

async function pending(cwd: string): Promise<string> {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end;) {
    const ended = await capfence(['approvals', 'list', '--json'], { cwd });
    const { requests = [] } = (ended.code === 0 ? json(ended) : {}) as {
      requests?: { id: string; state: string }[];
    };
    const one = requests.find(({ state }) => state === 'pending');
    if (one !== undefined) return one.id;
  }
  throw new Error('nothing was asked');
}

describe.runIf(TMUX !== undefined)('capfence approve, in a real terminal', { timeout: 240_000 }, () => {
  const approve = `"${process.execPath}" "${RUN}" approve --user alice; echo "ended with $?"`;

  it('one process asks, a person looks and says yes in another, and the first goes on', async () => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, 'p.yaml'), POLICY);
    const asked = agent(cwd, 'rm -rf build \u001b[31m');
    const id = await pending(cwd);
    const screen = terminal(approve, cwd);
    expect(await screen.shows('1 pending')).toContain(id);
    screen.keys('Enter');
    const details = await screen.shows('Your answer?');
    expect(details).toContain('│ rm -rf build <U+001B>[31m');
    screen.keys('Down', 'Enter');
    await screen.shows('Why?');
    screen.keys('-l', 'looked at it');
    screen.keys('Enter');
    await screen.shows(`${id} approved: exact, once`);
    expect(await asked).toMatchObject({ code: 0, verdict: { authorized: true, reason: `approved:${id}` } });
    await screen.shows('ended with 0');
    const { story } = json(await capfence(['trace', id, '--json'], { cwd })) as { story: { type: string }[] };
    expect(story.map(({ type }) => type)).toEqual([
      ...['approval.requested', 'decision', 'approval.approved', 'decision', 'approval.consumed'],
    ]);
    const logs = await capfence(['logs', '--approval', id], { cwd });
    expect(logs.stdout.match(/approval\.(requested|approved|consumed)/g)).toHaveLength(3);
    const told = await capfence(['trace', id], { cwd });
    expect(told.stdout).toMatch(/Story of the approval:[^]*approval\.approved by alice .*looked at it/);
    expect((await capfence(['verify'], { cwd })).code).toBe(0);
  });

  it('and no, with a reason, which the first is told', async () => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, 'p.yaml'), POLICY);
    const asked = agent(cwd, 'git push', { session: 's1' });
    const id = await pending(cwd);
    const screen = terminal(approve, cwd);
    await screen.shows('1 pending');
    screen.keys('Enter');
    expect(await screen.shows('Your answer?')).toMatch(/in this session[^]*for a time[^]*reject/);
    screen.keys('Down', 'Down', 'Down', 'Down', 'Enter');
    await screen.shows('Why not?');
    screen.keys('-l', 'not on a friday');
    screen.keys('Enter');
    await screen.shows(`${id} rejected: not on a friday`);
    expect(await asked).toMatchObject({
      code: 4,
      verdict: { reason: 'approval_error', detail: `${id} was rejected by alice: not on a friday` },
    });
    await screen.shows(/Nothing is pending[^]*ended with 0/);
  });

  it('lets go at ctrl-c, and nothing is answered', async () => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, 'p.yaml'), POLICY);
    const event = ['--actor', 'bot', '--capability', 'shell.exec', '--payload', '{"command":"ls"}'];
    await capfence(['execute', 'p.yaml', ...event], { cwd });
    const screen = terminal(approve, cwd);
    await screen.shows('1 pending');
    screen.keys('C-c');
    await screen.shows('ended with 0');
    expect(await pending(cwd)).toMatch(/^apr-/);
    expect(readFileSync(join(cwd, 'p.yaml'), 'utf8')).toBe(POLICY);
  });
});
