/** The one style sheet of all pages. */
export const STYLES = `body{font-family:system-ui,sans-serif}`;
