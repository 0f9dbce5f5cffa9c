/**
 * Runs inside the page, so it stands alone: finds what is too small, too close, cut off, on top of
 * something else, or out of a seated person's reach.
 */
export interface Limits {
  readonly targetPx: number;
  readonly gapPx: number;
  readonly fontPx: number;
  readonly picturePx: number;
  /** Controls lie below this share of the height. */
  readonly reachFrom: number;
}

export function findControlFaults(limits: Limits): string[] {
  const faults: string[] = [];
  const root = document.querySelector('.overlay') ?? document.querySelector('.frame');
  if (root === null) return ['nothing is drawn'];
  const page = document.documentElement;
  if (page.scrollWidth > innerWidth || page.scrollHeight > innerHeight) faults.push('page scrolls');

  const controls = [...root.querySelectorAll('button')].map((control) => ({
    name: control.textContent,
    box: control.getBoundingClientRect(),
    main: control.closest('.frame-main, .overlay')?.getBoundingClientRect(),
  }));
  for (const [index, { name, box, main }] of controls.entries()) {
    if (Math.min(box.width, box.height) < limits.targetPx) {
      faults.push(`too small: ${name} ${box.width} × ${box.height}`);
    }
    if (box.top < innerHeight * limits.reachFrom) faults.push(`too high up: ${name} ${box.top}`);
    if (main && (box.top < main.top || box.bottom > main.bottom)) {
      faults.push(`outside its frame: ${name}`);
    }
    for (const other of controls.slice(index + 1)) {
      const aside = Math.max(other.box.left - box.right, box.left - other.box.right);
      const apart = Math.max(other.box.top - box.bottom, box.top - other.box.bottom);
      if (Math.max(aside, apart) < limits.gapPx) faults.push(`${name} too close to ${other.name}`);
    }
  }

  for (const area of root.querySelectorAll('.frame-main > div')) {
    const { bottom } = area.getBoundingClientRect();
    if (bottom > innerHeight + 1) faults.push(`area off the screen: ${area.className}`);
  }
  const text = root.querySelector('.frame-text');
  const last = text?.lastElementChild?.getBoundingClientRect();
  if (text && last && last.bottom > text.getBoundingClientRect().bottom + 1) {
    faults.push('the text is higher than its area');
  }
  for (const room of root.querySelectorAll('.frame-picture-room')) {
    const { top, bottom } = room.getBoundingClientRect();
    for (const part of room.children) {
      const box = part.getBoundingClientRect();
      if (box.top < top - 1 || box.bottom > bottom + 1) faults.push('the picture leaves its room');
    }
  }
  const picture = root.querySelector('svg.picture')?.getBoundingClientRect();
  if (picture && picture.height < limits.picturePx) faults.push(`picture ${picture.height} high`);
  return faults;
}

/** As above, for every line of text. */
export function findTextFaults(limits: Limits): string[] {
  const faults: string[] = [];
  const root = document.querySelector('.overlay') ?? document.querySelector('.frame');
  if (root === null) return ['nothing is drawn'];

  const lines: { text: string; box: DOMRect }[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    const text = walker.currentNode.textContent ?? '';
    if (!element || element.closest('.kern-sr-only') || text.trim() === '') continue;
    const scale = element instanceof SVGTextElement ? (element.getScreenCTM()?.a ?? 1) : 1;
    const size = Number.parseFloat(getComputedStyle(element).fontSize) * scale;
    if (size < limits.fontPx) faults.push(`font of ${size.toFixed(1)}: ${text}`);

    const holder = element.closest('button, .frame-text, .frame-controls, .overlay-box, header');
    const frame = holder?.getBoundingClientRect();
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    for (const box of range.getClientRects()) {
      if (box.left < 0 || box.top < 0 || box.right > innerWidth || box.bottom > innerHeight) {
        faults.push(`off the screen: ${text}`);
      }
      if (frame && (box.right > frame.right + 1 || box.bottom > frame.bottom + 1)) {
        faults.push(`sticks out: ${text}`);
      }
      lines.push({ text, box });
    }
  }
  for (const [index, { text, box }] of lines.entries()) {
    for (const other of lines.slice(index + 1)) {
      const isAside = box.right <= other.box.left + 1 || other.box.right <= box.left + 1;
      // Lines of text share their leading.
      const isApart = box.bottom <= other.box.top + 8 || other.box.bottom <= box.top + 8;
      if (!isAside && !isApart) faults.push(`overlap: ${text} and ${other.text}`);
    }
  }
  return faults;
}
