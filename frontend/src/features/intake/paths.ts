const ABSOLUTE = /^(\/|~|\\\\|[a-z]:[\\/])/i;

/**
 * The paths in a text that somebody typed or pasted: one per line, quoted as Windows copies them, as file:// addresses,
 * or with semicolons between them. Each once, in their order.
 */
export function readPaths(text: string): string[] {
  const paths = text.split(/\r?\n/).flatMap((line) => {
    const quoted = [...line.matchAll(/"([^"]+)"/g)].map((match) => match[1] ?? "");
    if (quoted.length > 0) return quoted;
    const parts = line.split(";").map((part) => part.trim());
    // A path may hold a semicolon: only where each part stands as a path are they several.
    return parts.every((part) => part === "" || ABSOLUTE.test(part)) ? parts : [line];
  });
  return [...new Set(paths.map(plainPath).filter((path) => path !== ""))];
}

function plainPath(text: string): string {
  const path = text.trim();
  if (!path.startsWith("file://")) return path;
  try {
    const decoded = decodeURIComponent(path.slice("file://".length));
    return /^\/[a-z]:/i.test(decoded) ? decoded.slice(1) : decoded;
  } catch {
    return path; // a lone % is no address: shown as it is, and refused as a file that is not there
  }
}
