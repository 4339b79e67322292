/** What each machine name of a finding means, for outputs that describe their rules. */
const MEANING: Readonly<Record<string, string>> = {
  syntax: 'The file is not valid YAML.',
  too_large: 'The file is larger than the limit.',
  too_many_rules: 'The policy has more rules than the limit.',
  too_deep: 'The file is nested deeper than the limit.',
  alias_bomb: 'Aliases make the file grow beyond its limit.',
  unknown_key: 'A key that the policy language does not know.',
  duplicate_key: 'A key stands twice in one map.',
  duplicate_id: 'Two rules have the same id.',
  wrong_type: 'A value of the wrong type.',
  empty: 'A value that must not be empty is empty.',
  bad_value: 'A value outside of what is allowed there.',
  bad_capability: 'A capability pattern that is not well formed.',
  bad_regex: 'A regular expression that RE2 does not accept.',
  bad_unit: 'A number with a unit that is not known.',
  extends_cycle: 'Policies extend each other in a circle.',
  extends_missing: 'An extended policy does not exist.',
  extends_outside: 'An extended policy lies outside of the root folder.',
  unreadable: 'The file cannot be read.',
  unreachable: 'No event can make this rule decide.',
  never_matches: 'No event can make this rule match.',
  unbounded_grant: 'A rule allows whatever the argument that matters is.',
  claim_refuted: 'An event shows that a claim about the policy does not hold.',
  claim_unknown: 'A claim about the policy could be neither proved nor refuted.',
  broad_grant: 'A whole resource is allowed without conditions.',
  weak_condition: 'A granting rule rests on a text search alone.',
  open_range: 'An upper limit on an amount has no lower bound.',
  evadable_text: 'A restriction of shell commands by their text can be evaded.',
  unused_parent: 'A parent adds no rule and no limit.',
  observe_mode: 'The policy asks to be observed only.',
};

export function describeCode(code: string): string {
  const known = Object.hasOwn(MEANING, code) ? MEANING[code] : undefined;
  const words = code.replaceAll('_', ' ');
  return known ?? `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}
