import { blobOf } from './picture.ts';

const SVG = 'http://www.w3.org/2000/svg';
const XHTML = 'http://www.w3.org/1999/xhtml';

/**
 * An element as it is drawn, as PNG: a copy with the page's own rules in an SVG, drawn on a canvas. Null where it has no size or
 * the browser would not draw it. Fonts come along only where the rules' addresses can be read again from the page's origin.
 */
export async function pictureOfElement(element: HTMLElement): Promise<Blob | null> {
  const { width, height } = element.getBoundingClientRect();
  if (width === 0 || height === 0) return null;
  const scale = devicePixelRatio;
  const text = svgOf(element, width, height, await withFonts(rulesOf(document)));
  const image = new Image();
  // Not as a blob: Chromium lets nobody read a canvas that such a picture was drawn on.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  try {
    await image.decode();
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const context = canvas.getContext('2d');
  if (context === null) return null;
  context.scale(scale, scale);
  context.drawImage(image, 0, 0, width, height);
  return blobOf(canvas);
}

function svgOf(element: HTMLElement, width: number, height: number, rules: string): string {
  const svg = document.createElementNS(SVG, 'svg');
  for (const { name, value } of document.documentElement.attributes)
    if (name.startsWith('data-') || name === 'lang') svg.setAttribute(name, value);
  svg.setAttribute('width', String(width));
  svg.setAttribute('height', String(height));
  // As they are worked out here: the picture has another width, and no settings of its own.
  const computed = getComputedStyle(document.documentElement);
  for (const [name] of new Set(rules.match(/--[\w-]+(?=\s*:)/g)).entries()) {
    const value = computed.getPropertyValue(name);
    if (value !== '') svg.style.setProperty(name, value);
  }
  const style = document.createElementNS(SVG, 'style');
  style.textContent = rules;
  const foreign = document.createElementNS(SVG, 'foreignObject');
  foreign.setAttribute('width', '100%');
  foreign.setAttribute('height', '100%');
  const body = document.createElementNS(XHTML, 'body') as HTMLElement;
  // What everything inherits, as it is worked out here.
  const worn = getComputedStyle(document.body);
  for (const name of ['font-family', 'font-size', 'font-weight', 'line-height', 'letter-spacing', 'color'])
    body.style.setProperty(name, worn.getPropertyValue(name));
  body.style.setProperty('font-variant-numeric', worn.fontVariantNumeric);
  const copy = copyOf(element);
  // Wherever it lies in the window, in the picture it lies in the corner.
  for (const [name, value] of [
    ['position', 'relative'],
    ['inset', '0 auto auto 0'],
    ['width', `${String(width)}px`],
    ['height', `${String(height)}px`],
  ] as const)
    copy.style.setProperty(name, value);
  body.append(copy);
  foreign.append(body);
  svg.append(style, foreign);
  return new XMLSerializer().serializeToString(svg);
}

/** What the markup does not say: how far it is scrolled, what is typed, what is painted. */
function copyOf(element: HTMLElement): HTMLElement {
  const copy = element.cloneNode(true) as HTMLElement;
  const [from, to] = [[...element.querySelectorAll('*')], [...copy.querySelectorAll('*')]];
  for (const [i, source] of from.entries()) {
    const target = to[i];
    if (!(target instanceof HTMLElement) || !(source instanceof HTMLElement)) continue;
    if (source.scrollTop !== 0) scrolled(source, target);
    if (source instanceof HTMLInputElement) target.setAttribute('value', source.value);
    if (source instanceof HTMLSelectElement)
      [...target.querySelectorAll('option')].forEach((option, at) =>
        option.toggleAttribute('selected', at === source.selectedIndex),
      );
    if (source instanceof HTMLCanvasElement) target.replaceWith(painted(source));
  }
  return copy;
}

function scrolled(source: HTMLElement, target: HTMLElement): void {
  [...source.children].forEach((child, at) => {
    const twin = target.children[at];
    // What sticks, or lies in a sticky group of the list, stays where it is.
    if (!(twin instanceof HTMLElement) || getComputedStyle(child).position === 'sticky') return;
    if (child.firstElementChild && getComputedStyle(child.firstElementChild).position === 'sticky') return;
    twin.style.setProperty('position', 'relative');
    twin.style.setProperty('top', `${String(-source.scrollTop)}px`);
  });
}

function painted(canvas: HTMLCanvasElement): HTMLElement {
  const image = document.createElement('img');
  image.src = canvas.toDataURL();
  image.className = canvas.className;
  image.style.cssText = canvas.style.cssText;
  return image;
}

function rulesOf(page: Document): string[] {
  return [...page.styleSheets].flatMap((sheet) => [...sheet.cssRules].map((rule) => rule.cssText));
}

const FONT = /url\(["']?([^"')]+\.woff2)["']?\)/;

/** Font files become part of the rules: a picture may load nothing. Only Latin's: the whole set is a megabyte. */
async function withFonts(rules: readonly string[]): Promise<string> {
  const wanted = rules.filter((rule) => !rule.startsWith('@font-face') || /U\+0-FF|U\+0+-00FF/i.test(rule));
  const whole = wanted.map(async (rule) => {
    const url = rule.startsWith('@font-face') ? FONT.exec(rule)?.[1] : undefined;
    if (url === undefined) return rule;
    const answer = await fetch(new URL(url, fontBase()));
    if (!answer.ok) return rule;
    return rule.replace(FONT, `url("${await dataUrl(await answer.blob())}")`);
  });
  return (await Promise.all(whole)).join('\n');
}

/** Addresses in a rule are relative to its sheet. */
const fontBase = (): string =>
  [...document.styleSheets].find(({ href }) => href !== null)?.href ?? document.baseURI;

const dataUrl = (blob: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error ?? new Error('a font could not be read'));
    reader.readAsDataURL(blob);
  });
