#pragma once

#include <glib.h>

/**
 * Bars:
 * @n_missed: how many were not met
 *
 * Prints what was measured beside what it has to be.
 */
typedef struct
{
  guint n_missed;
} Bars;

void bars_at_most (Bars *self, const char *name, double value, double bar);
void bars_at_least (Bars *self, const char *name, double value, double bar);
