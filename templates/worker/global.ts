/** What the build says of the site, in the line before the script: the constant site. */
export interface PrecacheManifest {
  version: string; // names all that is below, and the script
  whole: boolean; // files has every page of the site
  files: Record<string, string>; // SHA-256 of each file that is kept, in base64, by its path within the site
}

/** The worker that the script runs in. TypeScript's library knows it as a worker of any kind. */
export const worker = self as unknown as ServiceWorkerGlobalScope;
