import { describe, expect, it } from 'vitest';
import type { CaseReport } from '../../src/engine/reports/cases.js';
import { casesJunit, xmlText } from '../../src/engine/reports/cases-junit.js';
import { casesTap } from '../../src/engine/reports/cases-tap.js';

const report: CaseReport = {
  suites: [
    {
      name: 'ops',
      file: 'ops.cases.yaml',
      cases: [
        { name: 'reads', line: 3, ok: true, expected: 'allow', got: 'allow', details: '' },
        {
          name: 'a <b> & "c" # SKIP \\ \u001b\n2',
          line: 9,
          ok: false,
          expected: 'deny',
          got: 'allow (policy_allow)',
          details: 'allow (policy_allow)\n\n  ]]> <x> \u0007',
        },
      ],
    },
  ],
};

describe('casesJunit', () => {
  it('is the XML that CI servers read', () => {
    expect(casesJunit(report)).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="capfence policy test" tests="2" failures="1" errors="0" skipped="0">
  <testsuite name="ops" file="ops.cases.yaml" tests="2" failures="1" errors="0" skipped="0">
    <testcase name="reads" classname="ops" file="ops.cases.yaml" line="3"/>
    <testcase name="a &lt;b&gt; &amp; &quot;c&quot; # SKIP \\ &lt;U+001B&gt;\\n2" classname="ops" file="ops.cases.yaml" line="9">
      <failure type="decision" message="expected deny, got allow (policy_allow)">allow (policy_allow)

  ]]&gt; &lt;x&gt; &lt;U+0007&gt;</failure>
    </testcase>
  </testsuite>
</testsuites>
`);
  });

  it('drops what XML 1.0 cannot carry', () => {
    expect(xmlText('a\u0000\u0008\u000b\u001f\ud800\ufffe\uffffb\t\n😀\u{10ffff}')).toBe(
      'ab\t\n😀\u{10ffff}',
    );
  });
});

describe('casesTap', () => {
  it('is TAP 14 with a plan first and a diagnostic for each failure', () => {
    expect(casesTap(report)).toBe(`TAP version 14
1..2
ok 1 - ops: reads
not ok 2 - ops: a <b> & "c" \\# SKIP \\\\ <U+001B>\\\\n2
  ---
  message: "expected deny, got allow (policy_allow)"
  severity: fail
  at:
    file: "ops.cases.yaml"
    line: 9
  expected: "deny"
  actual: "allow (policy_allow)"
  details: |
    allow (policy_allow)

      ]]> <x> <U+0007>
  ...
`);
  });
});
