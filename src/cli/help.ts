/** Paragraphs for a description: a single line break in the source is a space, so that help wraps by itself. */
export function prose(text: string): string {
  return text.trim().replace(/([^\n])\n(?!\n)/g, '$1 ');
}

/** Examples of a command: what each is for, and what is typed after the command's name. */
export function examples(rows: Readonly<Record<string, string>>): { description: string; command: string }[] {
  return Object.entries(rows).map(([description, args]) => {
    return { description, command: `<%= config.bin %> <%= command.id %> ${args}`.trim() };
  });
}
