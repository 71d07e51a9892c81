import { Converter, ReflectionKind } from 'typedoc';

/** @param {string} name a wire name, such as `created_at` */
const camelCase = (name) => name.replace(/_([a-z\d])/g, (_, letter) => letter.toUpperCase());

/**
 * TypeDoc plugin: fields of wire types (`UserJSON`) without a comment take that of the class (`User`), as in the built declarations.
 * @param {import('typedoc').Application} app
 */
export function load(app) {
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    // A class that is exported as a type only is an interface for TypeDoc.
    const types = project.getReflectionsByKind(ReflectionKind.ClassOrInterface);
    const byName = new Map(types.map((type) => [type.name, type]));
    for (const wire of types) {
      const described = byName.get(wire.name.replace(/JSON$/, ''));
      if (!described || described.name === wire.name) continue;
      for (const field of wire.children ?? []) {
        field.comment ??= described.getChildByName([camelCase(field.name)])?.comment?.clone();
      }
    }
  });
}
