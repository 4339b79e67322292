import type { ScanReport } from '../model/tool-finding.js';
import type { Detector } from './detector.js';
import { DETECTORS } from './detectors/index.js';
import { type Collected, isAsked } from './files.js';
import type { ScanOptions } from './inputs.js';

/** One pattern for all the module names that detectors know, as they stand in an import. */
function importPattern(detectors: readonly Detector[]): RegExp {
  const imported = detectors.filter(({ mentions }) => mentions === undefined);
  const names = imported.map(({ modules }) =>
    modules.source.replace(/^\^/, '').replace('(?:\\/|$)', '(?:\\/|["\'`])'),
  );
  const said = detectors.flatMap(({ mentions }) => (mentions ? [mentions.source] : []));
  return new RegExp([`["'\`](?:${names.join('|')})`, ...said].join('|'));
}

/** The files that name a framework at all. A tree without any is never parsed. */
export function mentions(texts: ReadonlyMap<string, string>, detectors: readonly Detector[]): string[] {
  const pattern = importPattern(detectors);
  return [...texts].filter(([, text]) => pattern.test(text)).map(([file]) => file);
}

/** The built-in detectors and the user's own; those that go by what files say only where one says it. */
export function detectorsFor(
  { custom = [] }: ScanOptions,
  texts: ReadonlyMap<string, string>,
): readonly Detector[] {
  const isSaid = (what: RegExp) => [...texts.values()].some((text) => what.test(text));
  return [...DETECTORS, ...custom].filter(({ mentions }) => !mentions || isSaid(mentions));
}

/** The report on sources that name no framework. */
export function reportOfNone(collected: Collected): ScanReport {
  const { root, texts, problems } = collected;
  const files = [...texts.keys()].filter((file) => isAsked(collected, file)).length;
  return { root, files, tools: [], problems, frameworks: [] };
}
