const escape = (text) => String(text).replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

exports.page = (title, content) =>
  `<!doctype html><html lang="en"><title>${escape(title)}</title><h1>${escape(title)}</h1>${content}</html>`;
exports.profile = (user) =>
  `<p>${escape(user.firstName)} ${escape(user.lastName)}</p><p>${escape(user.emailAddresses[0].emailAddress)}</p><p>${escape(user.id)}</p>`;
exports.signOutButton = '<form method="post" action="/sign-out"><button>Sign out</button></form>';
