import { removedVariables, renamedVariables } from '../source/renamed-variables.js';

/** A line that names an environment variable which has another name now, or none. */
export interface VariableMention {
  readonly name: string;
  /** From 1. */
  readonly line: number;
  /** Whether the line may read the variable; false if it only gives it a value. */
  readonly isRead: boolean;
}

const names = [...renamedVariables.keys(), ...removedVariables].join('|');
const mention = new RegExp(`\\b(${names})\\b`, 'g');

/** `NAME=value`, `NAME: value`, `"NAME": "value"`, with a value that refers to nothing. */
const literal = new RegExp(`(?:^|[\\s"'{,;-])(?:${names})["']?[ \\t]*(?:=|:)[ \\t]*["']?[^\\s$"'{}][^$]*$`);
const setting = new RegExp(`^[ \\t]*ENV[ \\t]+(?:${names})[ \\t]+[^\\s$][^$]*$`);

/** The lines of a text that name such variables. */
export function variableMentions(text: string): readonly VariableMention[] {
  if (!new RegExp(mention.source).test(text)) return [];
  return text.split('\n').flatMap((line, index) => {
    const found = new Set(Array.from(line.matchAll(mention), ([name]) => name));
    const isRead = !/^[ \t]*(?:#|\/\/|\*|rem\b)/i.test(line) && !literal.test(line.trimEnd()) && !setting.test(line);
    return [...found].map((name) => ({ name, line: index + 1, isRead }));
  });
}
