import { checkCapabilityPattern, parseCapabilityPattern } from '../../engine/policy/capability-pattern.js';
import { matchGlob } from '../../engine/policy/text/glob.js';
import { UsageError } from '../errors.js';

/** Whether a capability is below a pattern, as policies write them. @throws UsageError */
export function matcherOf(text: string): (capability: string) => boolean {
  const wrong = checkCapabilityPattern(text);
  if (wrong !== undefined)
    throw new UsageError(wrong.message, wrong.help === undefined ? {} : { help: wrong.help });
  const { segments, kind } = parseCapabilityPattern(text);
  return (capability) => {
    const asked = capability.split('.');
    const extra = asked.length - segments.length;
    const long = { exact: extra === 0, open: extra >= 0, tail: extra > 0 }[kind];
    return long && segments.every((segment, i) => matchGlob(segment, asked[i] ?? ''));
  };
}
