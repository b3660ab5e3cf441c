import { describe, expect, it } from 'vitest';
import {
  loadScenario,
  packProgram,
  recordState,
  typeText,
  unpackProgram,
  type CType,
} from '../../core/index.ts';
import { createFileTree } from '../model/file-tree.ts';
import { SCENARIO, shortFiles } from '../testing/real-lab.ts';

describe('a program on its way between threads', () => {
  const tree = createFileTree(shortFiles());
  const { program } = recordState(tree, loadScenario(tree, SCENARIO), 'v9');
  const arrived = unpackProgram(structuredClone(packProgram(program)));

  it('arrives as it was', () => {
    expect(arrived.statements).toEqual(program.statements);
    expect(arrived.constants).toEqual(program.constants);
    // Types become one object each, and complete where some unit knows them: compared by their text.
    const plain = <T extends { type: CType }>({ type, ...rest }: T) => {
      return { ...rest, type: typeText(type), kind: type.kind, size: type.size };
    };
    const { records, sites, functions, globals, typedefs } = program;
    expect(arrived.sites.map(plain)).toEqual(sites.map(plain));
    expect(arrived.globals.map(plain)).toEqual(globals.map(plain));
    const described = functions.map(({ variables, returns, ...info }) => {
      return { ...info, returns: typeText(returns), variables: variables.map(plain) };
    });
    expect(
      arrived.functions.map(({ variables, returns, ...info }) => {
        return { ...info, returns: typeText(returns), variables: variables.map(plain) };
      }),
    ).toEqual(described);
    expect([...arrived.typedefs.keys()]).toEqual([...typedefs.keys()]);
    expect([...arrived.records.keys()]).toEqual([...records.keys()]);
    for (const [name, { size, members }] of records) {
      const layout = (list: typeof members) => list.map((each) => [each.name, each.offset]);
      expect(arrived.records.get(name)!.size).toBe(size);
      expect(layout(arrived.records.get(name)!.members)).toEqual(layout(members));
    }
  });

  it('has one object per record, which records are compared by', () => {
    const seen = new Set<CType>();
    const visit = (type: CType) => {
      if (seen.has(type)) return;
      seen.add(type);
      if (type.kind === 'pointer') visit(type.to);
      else if (type.kind === 'array') visit(type.of);
      else if (type.kind === 'struct' || type.kind === 'union') {
        for (const member of type.members) visit(member.type);
      }
    };
    for (const { type } of arrived.sites) visit(type);
    const pages = [...seen].filter((type) => type.kind === 'struct' && type.tag === 'page');
    expect(pages).toEqual([arrived.records.get('struct page')]);
    expect(pages[0]).toBe(arrived.records.get('struct page'));
  });
});
