/** Safari before 16.4 has other names for this. */
interface OldFullscreen {
  webkitFullscreenElement?: Element | null;
  webkitFullscreenEnabled?: boolean;
  webkitExitFullscreen?: () => void;
}

/** Says whether a page can fill the screen here. */
export function canFill(): boolean {
  return document.fullscreenEnabled || (document as OldFullscreen).webkitFullscreenEnabled === true;
}

/** Says whether the page fills the screen. */
export function fillsScreen(): boolean {
  return Boolean(document.fullscreenElement ?? (document as OldFullscreen).webkitFullscreenElement);
}

/** Fills the screen, or leaves full screen unless it is to stay. A browser that refuses shows the page as it is. */
export function fill(stay = false): void {
  const root = document.documentElement as HTMLElement & { webkitRequestFullscreen?: () => void };
  const refused = (): void => undefined;
  if (!canFill()) return;
  if (!fillsScreen()) {
    if (root.requestFullscreen) root.requestFullscreen().catch(refused);
    else root.webkitRequestFullscreen?.();
  } else if (!stay) {
    if (document.exitFullscreen) document.exitFullscreen().catch(refused);
    else (document as OldFullscreen).webkitExitFullscreen?.();
  }
}

/** How large and how small the text of a screen may get, so that a room sees all of it at once. What still does not fit is scrolled to. */
const FITS = [1.4, 1.3, 1.2, 1.1, 1, 0.94, 0.88, 0.82, 0.76, 0.7];

/** The size of a screen that does not fit even at the smallest: as it has to be scrolled anyway, it can be large enough to read. */
const SCROLLED = 0.82;

/**
 * Sets the size of the text: as large as a screen allows, so that it can be read from afar, times the size in the settings.
 * One does not cancel the other: a larger size is larger, even if the screen then has to be scrolled.
 */
export function fit(place: HTMLElement, fits: boolean, size: number): void {
  const page = document.documentElement;
  const top = page.scrollTop; // a smaller size that is tried makes the page shorter, and moves it
  place.style.setProperty("--size", "1");
  place.style.setProperty("--fit", fits ? String(scaleOf(place)) : "1");
  place.style.setProperty("--size", String(size));
  page.scrollTop = top;
}

function scaleOf(place: HTMLElement): number {
  if (!matchMedia("(min-width: 45rem) and (min-height: 24rem)").matches) return 1;
  const page = document.documentElement;
  for (const scale of FITS) {
    place.style.setProperty("--fit", String(scale));
    if (page.scrollHeight <= page.clientHeight) return scale;
  }
  return SCROLLED;
}

/** Says whether there is more of the page out of sight: below for 1, above for -1. */
export function canScroll(way: 1 | -1): boolean {
  const page = document.documentElement;
  return (way === 1 ? page.scrollHeight - page.clientHeight - page.scrollTop : page.scrollTop) > 8;
}

/** Scrolls by most of a window, down for 1 and up for -1; false at the end. */
export function goOnScrolling(way: 1 | -1): boolean {
  const page = document.documentElement;
  if (!canScroll(way)) return false;
  page.scrollTop += way * page.clientHeight * 0.7;
  return true;
}
