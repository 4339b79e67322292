/** Only what a capability may be made of, so that no text of the sources can widen a rule. */
export function safeCapability(capability: string): string {
  const segments = capability.split('.').map((segment) => segment.replace(/[^A-Za-z0-9_-]+/g, '_'));
  const named = segments.filter((segment) => segment !== '').slice(0, 8);
  const whole = named.length === 0 ? ['tool'] : named;
  const text = [...whole, 'use', 'any'].slice(0, Math.max(3, whole.length)).join('.');
  return text.length <= 256 ? text : `tool.use.${text.slice(0, 200).replaceAll('.', '_')}`;
}
