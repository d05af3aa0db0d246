/** Id of the popover with the link's details; the badge and the key open the same. */
export const LINK_DETAILS = 'link-details';

export function toggleLinkDetails(): void {
  document.getElementById(LINK_DETAILS)?.togglePopover();
}

export const isLinkDetailsOpen = (): boolean =>
  document.getElementById(LINK_DETAILS)?.matches(':popover-open') ?? false;

/** Whether it was open. Escape closes it before it means anything else. */
export function closeLinkDetails(): boolean {
  const open = isLinkDetailsOpen();
  if (open) document.getElementById(LINK_DETAILS)?.hidePopover();
  return open;
}
