/** Rules of a counter's desk, to be evaluated in its page. */

export const TARGET_PX = 44;

export function findSmallTargets(targetPx: number): string[] {
  return [...document.querySelectorAll('button, input, a')].flatMap((each) => {
    const { width, height } = (each.closest('label.tick') ?? each).getBoundingClientRect();
    const isShown = width > 0 && height > 0;
    return isShown && (width < targetPx || height < targetPx)
      ? [`${each.outerHTML.slice(0, 80)}: ${width} by ${height}`]
      : [];
  });
}

export function findOverflow(): string[] {
  const isCut = (each: Element): boolean =>
    each.scrollWidth > each.clientWidth + 1 && getComputedStyle(each).overflowX !== 'visible';
  const all = [
    document.documentElement,
    ...document.querySelectorAll('main, .column, .panel, .live'),
  ];
  return all.flatMap((each) =>
    isCut(each) || each.scrollWidth > innerWidth ? [`${each.tagName} ${each.className}`] : [],
  );
}
