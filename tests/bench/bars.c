#include "config.h"

#include <stdio.h>

#include "bars.h"

static void
print (Bars       *self,
       const char *name,
       double      value,
       const char *relation,
       double      bar,
       gboolean    is_met)
{
  self->n_missed += !is_met;
  printf ("%-44s %10.2f  %s %.4g  %s\n", name, value, relation, bar, is_met ? "met" : "MISSED");
}

void
bars_at_most (Bars *self, const char *name, double value, double bar)
{
  print (self, name, value, "at most", bar, value <= bar);
}

void
bars_at_least (Bars *self, const char *name, double value, double bar)
{
  print (self, name, value, "at least", bar, value >= bar);
}
