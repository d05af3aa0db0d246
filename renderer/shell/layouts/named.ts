/** What the operator called a layout; id null is a new one. */
export interface Named {
  readonly id: string | null;
  readonly name: string;
  readonly slot: number | null;
}
