/** Carried by what is printed; `theme/base.css` hides everything else on paper. */
const CLASS = 'on-paper';

/**
 * Prints one element and nothing of the window around it, in the light theme: a copy stands at the end of the page while the
 * system's dialog is open.
 */
export function printElement(element: HTMLElement, print: () => void = () => window.print()): void {
  const copy = element.cloneNode(true) as HTMLElement;
  copy.classList.add(CLASS);
  copy.dataset['theme'] = 'light';
  document.body.append(copy);
  // Where printing does not wait for the dialog, the copy must outlive this call.
  window.addEventListener('afterprint', () => copy.remove(), { once: true });
  print();
}
