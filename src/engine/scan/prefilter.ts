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

/** The built-in detectors and the user's own. */
export const detectorsFor = ({ custom = [] }: ScanOptions): readonly Detector[] => [...DETECTORS, ...custom];

/** The report on sources that name no framework. */
export function reportOfNone(collected: Collected): ScanReport {
  const { root, texts, problems } = collected;
  const files = [...texts.keys()].filter((file) => isAsked(collected, file)).length;
  return { root, files, tools: [], problems, frameworks: [] };
}
