// The worker of a site that is not to be kept: it takes the place of one that kept it, removes all of that, and itself.
// Pages that are open go on, and load from the network what they need.
import { prefix } from "./names";
import { worker } from "./global";

async function removeAll(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(prefix)).map((name) => caches.delete(name)));
  await worker.registration.unregister();
}

worker.addEventListener("install", (event) => event.waitUntil(worker.skipWaiting()));
worker.addEventListener("activate", (event) => event.waitUntil(removeAll()));
