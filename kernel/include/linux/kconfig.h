/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * IS_ENABLED(CONFIG_X): 1 if the scenario switched CONFIG_X on, else 0; usable in C and in #if.
 *
 * A switch that is on is defined as 1, so pasting it gives __switch_1, a macro that brings a comma
 * along and so moves the 1 below into second place. A switch that is off pastes into a name that
 * nobody knows, and the 0 stands second.
 */
#ifndef _LINUX_KCONFIG_H
#define _LINUX_KCONFIG_H

#define __switch_1		~,
#define __second(a, b, ...)	b
#define __is_on(comma_or_junk)	__second(comma_or_junk 1, 0, 0)
#define __is_on_paste(value)	__is_on(__switch_##value)
#define __is_on_expand(value)	__is_on_paste(value)

#define IS_ENABLED(option)	__is_on_expand(option)

#endif
