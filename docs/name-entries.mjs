import { Converter, ReflectionKind } from 'typedoc';
import { entries } from './entries.mjs';

/**
 * TypeDoc plugin: a module has the name that an import says, not that of its file.
 * @param {import('typedoc').Application} app
 */
export function load(app) {
  app.converter.on(Converter.EVENT_CREATE_DECLARATION, (context, reflection) => {
    if (!reflection.kindOf(ReflectionKind.Module)) return;
    const file = context.getSymbolFromReflection(reflection)?.declarations?.[0]?.getSourceFile().fileName ?? '';
    const entry = entries.find(({ source }) => file.endsWith(source.replace('..', '')));
    if (entry) reflection.name = entry.name;
  });
}
