import { mount } from '@vue/test-utils';
import { afterEach, expect, it } from 'vitest';
import { defineComponent, nextTick, ref, useTemplateRef } from 'vue';
import { useCellKeys } from './cell-keys.ts';

const rows = ref(['a', 'b', 'c']);
const Table = defineComponent({
  setup: () => ({ rows, keys: useCellKeys(useTemplateRef<HTMLElement>('table')) }),
  template: `
    <table ref="table" v-on="keys">
      <thead><tr><th><button id="head">h</button></th></tr></thead>
      <tbody>
        <tr v-for="row in rows" :key="row">
          <td><button :id="row + '1'">1</button></td>
          <td>
            <details>
              <summary :id="row + '2'">more</summary>
              <button :id="row + '3'">3</button>
            </details>
          </td>
        </tr>
      </tbody>
    </table>`,
});

function show() {
  rows.value = ['a', 'b', 'c'];
  const table = mount(Table, { attachTo: document.body });
  const press = async (key: string, modifiers = {}) => {
    const event = new KeyboardEvent('keydown', {
      ...{ key, bubbles: true, cancelable: true, ...modifiers },
    });
    document.activeElement?.dispatchEvent(event);
    await nextTick();
    return event;
  };
  const stops = () => [...document.querySelectorAll('tbody [tabindex="0"]')].map((each) => each.id);
  return { table, press, stops };
}
afterEach(() => document.body.replaceChildren());

it('the arrow keys go from button to button, as far as the table goes', async () => {
  const { press } = show();
  document.getElementById('a1')?.focus();
  const after: string[] = [];
  const keys = [
    'ArrowUp',
    'ArrowRight',
    'ArrowRight',
    'ArrowDown',
    'ArrowLeft',
    'End',
    'ArrowDown',
  ];
  for (const key of [...keys, 'Home']) {
    await press(key);
    after.push(document.activeElement?.id ?? '');
  }
  expect(after).toEqual(['a1', 'a2', 'a2', 'b2', 'b1', 'c1', 'c1', 'a1']);
});

it('what is folded away is skipped until it is unfolded', async () => {
  const { press } = show();
  document.getElementById('b2')?.focus();
  await press('ArrowRight');
  expect(document.activeElement?.id).toBe('b2');
  document.querySelectorAll('details')[1]!.open = true;
  await press('ArrowRight');
  expect(document.activeElement?.id).toBe('b3');
});

it('the table is one Tab stop: where one was last, or the first when that is gone', async () => {
  const { press, stops } = show();
  expect(stops()).toEqual(['a1']);
  document.getElementById('b1')?.focus();
  await press('ArrowDown');
  expect(stops()).toEqual(['c1']);
  rows.value = ['a', 'c', 'd'];
  await nextTick();
  expect(stops()).toEqual(['c1']);
  rows.value = ['d'];
  await nextTick();
  expect(stops()).toEqual(['d1']);
});

it('leaves other keys, and keys with a modifier, to the lab', async () => {
  const { press } = show();
  document.getElementById('a1')?.focus();
  expect((await press('s')).defaultPrevented).toBe(false);
  expect((await press('ArrowDown', { altKey: true })).defaultPrevented).toBe(false);
  expect(document.activeElement?.id).toBe('a1');
  expect((await press('ArrowDown')).defaultPrevented).toBe(true);
});
