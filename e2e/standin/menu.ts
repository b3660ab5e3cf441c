import type { MenuItemConstructorOptions } from 'electron';

/** A menu entry as data; `click()` does what choosing it does. */
export class StandinMenuItem {
  readonly id: string | undefined;
  readonly label: string;
  readonly role: string | undefined;
  readonly type: string;
  readonly accelerator: string | undefined;
  readonly submenu: StandinMenu | undefined;
  readonly click: () => void;

  constructor(options: MenuItemConstructorOptions) {
    const { id, label, role, type, accelerator, submenu, click } = options;
    this.id = id;
    this.label = label ?? role ?? '';
    this.role = role;
    this.type = type ?? (submenu ? 'submenu' : 'normal');
    this.accelerator = accelerator ?? undefined;
    this.submenu = Array.isArray(submenu) ? StandinMenu.buildFromTemplate(submenu) : undefined;
    this.click = () => {
      (click as ((item: unknown, window: unknown, event: unknown) => void) | undefined)?.(
        this,
        undefined,
        {},
      );
    };
  }
}

/** `Menu`: no native menu is shown. */
export class StandinMenu {
  private static application: StandinMenu | null = null;
  items: StandinMenuItem[] = [];

  static buildFromTemplate(template: MenuItemConstructorOptions[]): StandinMenu {
    const menu = new StandinMenu();
    menu.items = template.map((options) => new StandinMenuItem(options));
    return menu;
  }

  static setApplicationMenu(menu: StandinMenu | null): void {
    StandinMenu.application = menu;
  }

  static getApplicationMenu(): StandinMenu | null {
    return StandinMenu.application;
  }

  getMenuItemById(id: string): StandinMenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id);
      if (found) return found;
    }
    return null;
  }
}
