import { describe, expect, it } from 'vitest';
import { judgePhp, judgePhpFile } from '../../../src/engine/policy/shell/inline/php/judge.js';
import { inlinePrograms } from '../../support/inline-programs.js';
import { decided as answer } from '../../support/shell-baseline.js';

/* PHP as agents write it, and ways out that look like it. */

const quoted = (code: string): string => `'${code.replaceAll("'", "'\\''")}'`;
const fed = (code: string): string => `php <<'EOF'\n<?php\n${code}\nEOF`;
const written = (code: string): string => `cat > /tmp/x.php <<'EOF'\n<?php\n${code}\nEOF\nphp /tmp/x.php`;
const onLine = (code: string): string => `php -r ${quoted(code)}`;
const tinker = (code: string): string => `php artisan tinker --execute=${quoted(code)}`;
const place = { mode: 'php', folder: '.', argv: [] } as const;

describe('PHP', () => {
  it.each(inlinePrograms('php-benign'))('passes: %s', (code) => {
    expect(answer(onLine(code))).toBe('allow');
    expect(answer(fed(code))).toBe('allow');
  });
  it.each(inlinePrograms('php-attacks'))('with a way out is stopped: %s', (code) => {
    expect(answer(onLine(code))).not.toBe('allow');
    expect(answer(fed(code))).not.toBe('allow');
    expect(answer(written(code))).not.toBe('allow');
    expect(answer(tinker(code))).not.toBe('allow');
    expect(answer(`wp eval ${quoted(code)}`)).not.toBe('allow');
  });
  it.each(inlinePrograms('tinker-benign'))('in tinker passes: %s', (code) => {
    expect(answer(tinker(code))).toBe('allow');
    expect(answer(`php artisan tinker <<'EOF'\n${code}\nEOF`)).toBe('allow');
  });
  it.each(inlinePrograms('tinker-attacks'))('in tinker with a way out is stopped: %s', (code) => {
    expect(answer(tinker(code))).not.toBe('allow');
    expect(answer(`php artisan tinker <<'EOF'\n${code}\nEOF`)).not.toBe('allow');
    expect(answer(onLine(`require "vendor/autoload.php"; ${code}`))).not.toBe('allow');
  });

  it('touches what it names', () => {
    const effects = (code: string): unknown =>
      judgePhp(code, place)?.map(({ kind, path, script }) => `${kind} ${path?.text ?? script ?? ''}`);
    expect(effects(`echo file_get_contents('a.txt');`)).toEqual(['read a.txt']);
    expect(effects(`foreach (['a', 'b'] as $x) unlink("out/$x.txt");`)).toEqual([
      'delete out/a.txt',
      'delete out/b.txt',
    ]);
    expect(effects(`require 'config/app.php';`)).toEqual(['execute config/app.php']);
    expect(effects(`system("git status");`)).toEqual(['run git status']);
    expect(effects(`echo 1;`)).toEqual([]);
  });

  it('in a file is read where nothing stands around it', () => {
    expect(judgePhpFile('<?php echo 1;', place)).toEqual([]);
    expect(judgePhpFile('#!/usr/bin/env php\n<?php\necho 1;\n?>\n', place)).toEqual([]);
    for (const file of [
      'echo 1;',
      'x<?php echo 1;',
      '<? echo 1;',
      '<?= 1 ?>',
      '<?php echo 1; ?><?php echo 2;',
      '<?php echo 1; ?>x',
    ])
      expect([file, judgePhpFile(file, place)]).toEqual([file, undefined]);
  });

  it('has the words behind it', () => {
    const code = `file_put_contents($argv[1], 'x');`;
    expect(answer(`php -r ${quoted(code)} out.txt`)).toBe('allow');
    expect(answer(`php -r ${quoted(code)} -- out.txt`)).toBe('allow');
    expect(answer(`php -r ${quoted(code)} /etc/x`)).not.toBe('allow');
    expect(answer(`cat > a.php <<'EOF'\n<?php ${code}\nEOF\nphp a.php /etc/x`)).not.toBe('allow');
  });
});
