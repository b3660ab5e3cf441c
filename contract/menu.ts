/** One entry of the application menu that asks the renderer for something. */
export interface MenuCommand {
  /** The renderer's command id. */
  id: string;
  label: string;
  /** Shown beside the label; the renderer itself listens to the keys, so that both shells behave alike. */
  accelerator?: string;
}

export interface MenuGroup {
  label: string;
  /** null is a separating line. */
  items: (MenuCommand | null)[];
}
