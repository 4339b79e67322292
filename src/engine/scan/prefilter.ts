import type { Detector } from './detector.js';

/** One pattern for all the module names that detectors know, as they stand in an import. */
function importPattern(detectors: readonly Detector[]): RegExp {
  const names = detectors.map(({ modules }) =>
    modules.source.replace(/^\^/, '').replace('(?:\\/|$)', '(?:\\/|["\'`])'),
  );
  return new RegExp(`["'\`](?:${names.join('|')})`);
}

/** The files that name a framework at all. A tree without any is never parsed. */
export function mentions(texts: ReadonlyMap<string, string>, detectors: readonly Detector[]): string[] {
  const pattern = importPattern(detectors);
  return [...texts].filter(([, text]) => pattern.test(text)).map(([file]) => file);
}
