/** Kernel configuration as the preprocessor sees it. */
import type { Scenario, ScenarioState } from './scenario.ts';

/** Makes the kernel call `lab_module_init()` at boot. */
const MODULE = 'CONFIG_LAB_MODULE';

/**
 * The macros that a state is compiled with: the kernel configuration as Kconfig writes it into
 * `autoconf.h` (`true` or `y` is 1, `m` defines `…_MODULE`, `false` or `n` is undefined, a number
 * stands as it is, any other text becomes a string literal), then the state's own defines.
 */
export function stateDefines(scenario: Scenario, state: ScenarioState): Record<string, string> {
  const defines: Record<string, string> = {};
  for (const [name, value] of Object.entries(scenario.kernel.config)) {
    if (value === true || value === 'y') defines[name] = '1';
    else if (value === 'm') defines[`${name}_MODULE`] = '1';
    else if (typeof value === 'number') defines[name] = String(value);
    else if (typeof value === 'string' && value !== 'n') defines[name] = JSON.stringify(value);
  }
  if (scenario.modules.length > 0) defines[MODULE] = '1';
  return { ...defines, ...state.defines };
}
