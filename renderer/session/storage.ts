/** The browser's own database: what is kept is on the disk when a promise resolves. */

const failure = (error: DOMException | null): Error => {
  const full = error?.name === 'QuotaExceededError';
  if (full) return new Error('the browser has no room left for it on this disk');
  return new Error(error?.message || 'the browser refused to store it');
};

/** One table of texts or plain data by name, in a database of its own. Every function rejects with a clear Error. */
export class Storage {
  constructor(
    private readonly database: string,
    private readonly table: string,
  ) {}

  get(key: string): Promise<unknown> {
    return this.transact<unknown>('readonly', (store) => store.get(key));
  }

  async put(key: string, value: unknown): Promise<void> {
    await this.transact('readwrite', (store) => store.put(value, key));
  }

  async delete(key: string): Promise<void> {
    await this.transact('readwrite', (store) => store.delete(key));
  }

  private open(): Promise<IDBDatabase> {
    return new Promise((resolve, reject) => {
      const request = indexedDB.open(this.database, 1);
      request.onupgradeneeded = () => request.result.createObjectStore(this.table);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(failure(request.error));
      request.onblocked = () => reject(new Error('another window holds the storage'));
    });
  }

  /** One transaction; resolves when it is on the disk. */
  private async transact<T>(
    mode: IDBTransactionMode,
    act: (store: IDBObjectStore) => IDBRequest<T>,
  ): Promise<T> {
    const database = await this.open();
    try {
      return await new Promise<T>((resolve, reject) => {
        const transaction = database.transaction(this.table, mode, { durability: 'strict' });
        const request = act(transaction.objectStore(this.table));
        transaction.oncomplete = () => resolve(request.result);
        transaction.onabort = () => reject(failure(transaction.error ?? request.error));
        transaction.onerror = () => reject(failure(transaction.error ?? request.error));
      });
    } finally {
      database.close();
    }
  }
}
