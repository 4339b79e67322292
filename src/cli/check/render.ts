import { existsSync, realpathSync } from 'node:fs';
import { PLAIN } from '../../engine/reports/paint.js';
import { columnsOf, paintFor, textOptions } from '../paint.js';
import { visibleJson } from '../safe-text.js';
import { writeReport } from './files.js';
import type { Fixes } from './fix.js';
import type { CheckResult } from './index.js';
import type { CheckRequest } from './request.js';

/** The diffs and what is left, in place of the report that they are made from. */
async function fixesText(report: CheckResult, fixes: Fixes): Promise<string> {
  const { toolFixes } = await import('./fix.js');
  const { toolsCount } = await import('../../engine/reports/tools-text.js');
  const paint = await paintFor();
  return `${toolFixes(fixes, paint)}${toolsCount(report, paint)}`;
}

type RenderOptions = Pick<CheckRequest, 'format' | 'version' | 'verbose'> & { readonly toFile: boolean };

const WIDE = 200;

/** Writes the report to the file that it is wanted in. @throws InputError */
export async function saveReport(report: CheckResult, request: CheckRequest): Promise<void> {
  if (request.output === undefined) return;
  await writeReport(request.output, await renderTools(report, { ...request, toFile: true }));
}

/** What the command prints: the report or, where that went into a file, its last line. */
export async function reportText(report: CheckResult, request: CheckRequest): Promise<string> {
  if (report.fixes !== undefined && request.format === 'text') return fixesText(report, report.fixes);
  if (request.output === undefined) return renderTools(report, { ...request, toFile: false });
  const { toolsCount } = await import('../../engine/reports/tools-text.js');
  return toolsCount(report, await paintFor());
}

/** The folder that a CI server calls the repository, if the check runs below it. */
function checkout(root: string): string {
  const named = process.env['GITHUB_WORKSPACE'] ?? '';
  const folder = named === '' || !existsSync(named) ? root : realpathSync(named);
  return root.startsWith(`${folder}/`) ? folder : root;
}

/** A report in one of its forms, for standard output or for a file (which takes no colours). */
async function renderTools(
  report: CheckResult,
  { format, version, verbose, toFile }: RenderOptions,
): Promise<string> {
  switch (format) {
    case 'json':
      return `${visibleJson(JSON.stringify(report, null, 2))}\n`;
    case 'sarif':
      return (await import('../../engine/reports/tools-sarif.js')).toolsSarif(report, {
        version,
        base: checkout(report.root),
      });
    case 'github':
      return (await import('../../engine/reports/tools-github.js')).toolsGithub(
        report,
        checkout(report.root),
      );
    case 'markdown':
      return (await import('../../engine/reports/tools-markdown.js')).toolsMarkdown(report);
    case 'html':
      return (await import('../../engine/reports/tools-html.js')).toolsHtml(report);
    case 'text': {
      const { checkText } = await import('./text.js');
      const options = toFile ? { paint: PLAIN } : await textOptions('stdout');
      return checkText(report, { ...options, verbose }, toFile ? WIDE : columnsOf());
    }
  }
}
