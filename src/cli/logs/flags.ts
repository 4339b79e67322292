import * as Flags from '@oclif/core/flags';

const ofFilter = (helpValue: string, description: string) =>
  Flags.string({ helpGroup: 'FILTER', helpValue, description });

/** Which records: names may have `*`. */
export const filterFlags = {
  agent: ofFilter('NAME', 'the actor'),
  capability: ofFilter('GLOB', 'as in a policy: shell.*'),
  decision: Flags.option({
    options: ['allow', 'deny', 'require_approval'] as const,
    helpGroup: 'FILTER',
    description: 'what the policy decided',
  })(),
  reason: ofFilter('GLOB', 'as observed:*'),
  rule: ofFilter('ID', 'the rule that decided'),
  session: ofFilter('ID', 'the session of the event'),
  approval: ofFilter('ID', 'all about a request or a grant'),
  type: ofFilter(
    'GLOB',
    'kinds of records, as outcome or bypass.*, or * for all (decisions, and what changes what they mean)',
  ),
  since: ofFilter('WHEN', 'so long ago (30m, 1h, 2d), or a time (ISO 8601)'),
  until: ofFilter('WHEN', 'up to then'),
};
