import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EVENT_FIELDS, FieldSorter, misspeltField } from '../../src/engine/replay/fields.js';
import { FORMAT_CHOICES, FORMATS } from '../../src/engine/replay/formats/index.js';
import type { FormatContext, FoundEvent, TraceLine } from '../../src/engine/replay/format.js';
import { Counter } from '../../src/engine/replay/tally.js';
import { parseToolMap } from '../../src/engine/replay/tool-map.js';
import { parseEvent } from '../../src/engine/model/event.js';

const fixture = (name: string): URL => new URL(`../fixtures/traces/${name}`, import.meta.url);

function formatOf(line: TraceLine): string | undefined {
  return FORMATS.find((format) => format.detect(line))?.name;
}

interface Read {
  /** Of the first event. */
  readonly fields: TraceLine | undefined;
  readonly unmapped: string[];
}

function read(name: string, line: TraceLine, context: Partial<FormatContext> = {}): Read {
  const format = FORMATS.find((candidate) => candidate.name === name);
  if (format === undefined) throw new Error(`no format ${name}`);
  const unmapped: string[] = [];
  const found = format.read(line, {
    actor: 'trace',
    environment: undefined,
    map: undefined,
    fields: new FieldSorter(format.keys, new Counter()),
    memory: new Map(),
    unmapped: (tool) => unmapped.push(tool),
    withoutPayload: () => undefined,
    ...context,
  });
  const fields = Array.isArray(found) ? (found as FoundEvent[])[0]?.fields : (found as TraceLine | undefined);
  // As the engine sees it: what is undefined is not there.
  return { fields: fields && (JSON.parse(JSON.stringify(fields)) as TraceLine), unmapped };
}

/** The lines of a sample, or the one document that it is. */
function sampleOf(name: string): TraceLine[] {
  const file = (end: string): URL => new URL(`../../traces/${name}.${end}`, import.meta.url);
  if (existsSync(file('json'))) return [JSON.parse(readFileSync(file('json'), 'utf8')) as TraceLine];
  const lines = readFileSync(file('jsonl'), 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line) as TraceLine);
}

describe('the registry', () => {
  it('offers every format and the choice by content', () => {
    expect(FORMAT_CHOICES).toEqual(['auto', ...FORMATS.map(({ name }) => name)]);
    expect(new Set(FORMAT_CHOICES).size).toBe(16);
  });

  it.each(FORMATS.map((format) => [format.name, format] as const))('%s knows its example', (name, format) => {
    expect(format.summary).not.toBe('');
    expect(formatOf(format.example)).toBe(name);
    const line = JSON.parse(JSON.stringify(format.example)) as TraceLine;
    // A header alone is no event.
    if (!format.leads) expect(() => parseEvent(read(name, line).fields)).not.toThrow();
  });

  it.each(['native', 'short', 'tool'])('%s knows its fixture', (name) => {
    for (const text of readFileSync(fixture(`${name}.jsonl`), 'utf8')
      .trim()
      .split('\n')) {
      expect(formatOf(JSON.parse(text) as TraceLine), text).toBe(name);
    }
  });

  it.each(
    FORMATS.map(({ name }) => name).filter((name) => !['native', 'short', 'tool', 'replay'].includes(name)),
  )('%s knows its sample', (name) => {
    for (const value of sampleOf(name)) expect(formatOf(value), JSON.stringify(value)).toBe(name);
  });

  it.each(FORMATS.map((format) => [format.name, format] as const))(
    '%s has no key that is taken for a misspelling',
    (_, format) => {
      for (const key of [...format.keys, ...Object.keys(format.example)]) {
        if (!EVENT_FIELDS.includes(key)) expect(misspeltField(key), key).toBeUndefined();
      }
    },
  );
});

describe('detection', () => {
  it.each<[TraceLine, string | undefined]>([
    [{ capability: 'a.b.c' }, 'native'],
    [{ resource: 'shell', action: 'execute' }, 'native'],
    [{ actor: 'a' }, 'native'],
    [{ event: {} }, 'native'],
    [{ event: {}, tool: 'a.b' }, 'native'],
    [{ event: 'tool_call', tool: 'a.b' }, 'tool'],
    [{ capability: 'a.b.c', tool: 'Bash' }, 'native'],
    [{ capability: 'a.b.c', tool_name: 'Bash' }, 'native'],
    [{ resource: 'shell', action: 'execute', tool: 'Bash' }, 'native'],
    [{ resource: 'db:customers', action: 'execute', tool: 'database.query' }, 'tool'],
    [{ tool: 'database' }, 'tool'],
    [{ tool_name: 'ReadTool' }, 'short'],
    [{ tool_name: 'ReadTool', actor: 'a' }, 'short'],
    [{ tool_name: 7 }, undefined],
    [{ tool: null }, undefined],
    [{ payload: {} }, undefined],
    [{ event: 'started' }, undefined],
    [{}, undefined],
  ])('%j is %s', (line, name) => {
    expect(formatOf(line)).toBe(name);
  });
});

describe('native', () => {
  it('keeps the fields of an event and nothing else', () => {
    const { fields } = read('native', {
      capability: 'a.b.c',
      actor: 'me',
      payload: {},
      decision: 'deny',
      seq: 4,
    });
    expect(fields).toEqual({ capability: 'a.b.c', actor: 'me', payload: {} });
  });

  it('fills in actor and environment only where there is none', () => {
    const defaults = { actor: 'bot', environment: 'staging' };
    expect(read('native', { capability: 'a.b' }, defaults).fields).toEqual({
      capability: 'a.b',
      ...defaults,
    });
    expect(read('native', { event: { capability: 'a.b' } }, defaults).fields).toEqual({
      capability: 'a.b',
      ...defaults,
    });
    const own = { capability: 'a.b', actor: null, environment: '' };
    expect(read('native', { ...own }, defaults).fields).toEqual(own);
    expect(read('native', { event: { ...own } }, defaults).fields).toEqual(own);
  });

  it('hands a misspelt field on, for the engine to refuse', () => {
    const { fields } = read('native', { capability: 'a.b', actor: 'a', enviroment: 'production' });
    expect(fields).toHaveProperty('enviroment');
    expect(() => parseEvent(fields)).toThrow('unknown field `enviroment`');
  });

  it('leaves everything under `event` to the engine', () => {
    const event = { capability: 'a.b', actor: 'a', decision: 'allow' };
    expect(() => parseEvent(read('native', { event }).fields)).toThrow('unknown field `decision`');
  });

  it('reads events back that were written out as JSON', () => {
    const event = parseEvent({
      capability: 'a.b.c',
      actor: 'me',
      host: { require_approval: true },
      payload: { a: 1 },
    });
    const text = JSON.stringify(event);
    for (const line of [{ event: JSON.parse(text) as TraceLine }, JSON.parse(text) as TraceLine]) {
      expect(parseEvent(read('native', line).fields)).toEqual(event);
    }
  });

  it('is not talked out of a demand for approval', () => {
    const line = { capability: 'a.b', actor: 'a', host: null, requireApproval: false };
    expect(read('native', { event: { ...line } }).fields).toMatchObject({ host: null });
    expect(read('native', { ...line }).fields).toMatchObject({ host: null });
  });
});

describe('short', () => {
  it('names a capability after the tool where nothing maps it', () => {
    const { fields, unmapped } = read('short', {
      call_id: '1',
      tool_name: 'ReadTool',
      payload: { a: 1 },
      risk_category: 'x',
    });
    expect(fields).toEqual({
      actor: 'trace',
      capability: 'tool.ReadTool',
      payload: { a: 1 },
      context: { tool_name: 'ReadTool' },
    });
    expect(unmapped).toEqual(['ReadTool']);
  });

  it('takes capability, risk and environment from the map, what the line says first', () => {
    const map = parseToolMap(readFileSync(fixture('tools.yaml'), 'utf8'), 'tools.yaml');
    const line = { tool_name: 'RefundTool', payload: {}, risk_category: 'refund' };
    const mapped = { capability: 'payments.refund.customer', risk: 'medium', environment: 'production' };
    expect(read('short', { ...line }, { map, environment: 'staging' }).fields).toMatchObject(mapped);
    const own = { risk: 'low', environment: 'test', actor: 'me' };
    expect(read('short', { ...line, ...own }, { map }).fields).toMatchObject(own);
    const mail = read(
      'short',
      { tool_name: 'mcp__mail__send', risk_category: 'outbound' },
      { map, environment: 'staging' },
    );
    expect(mail.fields).toMatchObject({
      capability: 'mail.send.external',
      risk: 'high',
      environment: 'staging',
    });
    expect(mail.unmapped).toEqual([]);
  });

  it('reads nothing without a tool name', () => {
    expect(read('short', { capability: 'a.b' }).fields).toBeUndefined();
  });
});

describe('tool', () => {
  it('takes the tool for the capability and what describes it for a description', () => {
    const line = {
      audit_id: 'x',
      actor: 'a',
      tool: 'db.query',
      action: '~/.ssh',
      resource: 'db:x',
      payload: {},
    };
    expect(read('tool', line).fields).toEqual({
      actor: 'a',
      capability: 'db.query',
      payload: {},
      context: { tool_name: 'db.query' },
    });
  });

  it('lets a map name the capability', () => {
    const map = parseToolMap('Bash: shell.execute.workspace', 'm.yaml');
    expect(read('tool', { tool: 'Bash' }, { map }).fields).toMatchObject({
      capability: 'shell.execute.workspace',
    });
    const other = read('tool', { tool: 'a.b' }, { map });
    expect(other.fields).toMatchObject({ capability: 'a.b' });
    expect(other.unmapped).toEqual([]);
  });

  it('keeps a tool name that the host has given, and a context that is none', () => {
    const context = { tool_name: 'query', tenant: 'acme' };
    expect(read('tool', { tool: 'a.b', context: { ...context } }).fields).toMatchObject({ context });
    expect(read('tool', { tool: 'a.b', context: 'x' }).fields).toMatchObject({ context: 'x' });
  });

  it('hands a misspelt field on', () => {
    expect(read('tool', { tool: 'a.b', enviroment: 'production' }).fields).toHaveProperty('enviroment');
  });
});
