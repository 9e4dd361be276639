// What a service worker is given (https://w3c.github.io/ServiceWorker/). The types of a page, which the other scripts are
// checked with, do not have it, and cannot stand beside those that do.

/** What the build says of the site, in the line before the script. */
export interface Kept {
  version: string; // names all that stands below, and the script
  whole: boolean; // files has every page of the site
  files: Record<string, string>; // SHA-256 of each file that is kept, in base64, by its path within the site
}

interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void;
}

export interface Asked extends Lasting {
  readonly request: Request;
  readonly clientId: string; // of the page that asks
  readonly resultingClientId: string; // of the page that will be
  respondWith(answer: Promise<Response>): void;
}

export interface Told extends Lasting {
  readonly data: unknown;
}

export interface Worker {
  readonly location: Location;
  readonly registration: ServiceWorkerRegistration;
  readonly clients: {
    claim(): Promise<void>;
    matchAll(options: { type: "window"; includeUncontrolled: boolean }): Promise<{ readonly url: string }[]>;
  };
  skipWaiting(): Promise<void>;
  addEventListener(type: "install" | "activate", listen: (event: Lasting) => void): void;
  addEventListener(type: "fetch", listen: (event: Asked) => void): void;
  addEventListener(type: "message", listen: (event: Told) => void): void;
}

/** The worker that the script runs in. */
export const worker = self as unknown as Worker;
