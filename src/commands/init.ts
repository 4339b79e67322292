import * as Flags from '@oclif/core/flags';
import { BaseCommand } from '../cli/base.js';
import { ExitCode } from '../cli/exit.js';
import { examples, prose } from '../cli/help.js';
import type { Pack } from '../cli/packs.js';

/** The shape of `--json`. */
export type InitResult =
  | { readonly written: readonly string[]; readonly next: readonly string[] }
  | { readonly packs: readonly Pack[] };

export default class Init extends BaseCommand {
  static override summary = 'write a first policy and cases for it';
  static override description = prose(`
Writes capfence.yaml and capfence.cases.yaml, which pass check-policy --strict and policy test as they are. With --pack
the policy extends a shipped pack and shows how to add own rules. A file that is there already is left alone.

Exit codes: 0 written, 2 a file is there already, or there is no such pack.

--json prints {written: [path], next: [command]}, with --list {packs: [{name, levels: [{name, ref, description}]}]}.
`);

  static override examples = examples({
    'start with a small policy': '',
    'start from a pack': '--pack shell/strict --dir policies',
    'see the packs': '--list',
  });

  static override flags = {
    pack: Flags.string({
      helpValue: 'NAME[/LEVEL]',
      description: 'pack to extend; the level is baseline unless named',
    }),
    dir: Flags.string({ helpValue: 'DIR', default: '.', description: 'folder to write to' }),
    force: Flags.boolean({ description: 'overwrite files that are there' }),
    list: Flags.boolean({ description: 'list the packs and write nothing', exclusive: ['pack', 'force'] }),
  };

  async run(): Promise<InitResult> {
    const { flags } = await this.parse(Init);
    const { findPack, listPacks } = await import('../cli/packs.js');
    if (flags.list) {
      const packs = listPacks();
      const { packsText } = await import('../cli/init-text.js');
      await this.print(() => packsText(packs));
      return this.finish(ExitCode.ok, { packs });
    }
    const base = flags.pack === undefined ? undefined : findPack(flags.pack);
    const { initFiles, initText, nextCommands } = await import('../cli/init-text.js');
    const { writeNewFiles } = await import('../cli/write-files.js');
    const files = initFiles(flags.dir, base);
    await writeNewFiles(files, flags.force);
    const written = files.map((file) => file.path);
    const next = nextCommands(written, base);
    await this.print(() => initText(written, next));
    return this.finish(ExitCode.ok, { written, next });
  }
}
