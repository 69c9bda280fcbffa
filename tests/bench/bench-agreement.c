#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include "agreement.h"
#include "oracle.h"

/*
 * Whether Limbeck and the installed Alembic agree about random trees: which heads, bases, labels and order they have, what
 * an upgrade or a downgrade from any rows to any target runs, and what is refused. One Python process answers all.
 */

#define N_TREES 5000
#define SEED 20250301

int
main (int argc, char **argv)
{
  guint n_trees = argc > 1 ? strtoul (argv[1], NULL, 10) : N_TREES;
  guint seed = argc > 2 ? strtoul (argv[2], NULL, 10) : SEED;
  guint n_plans = 0;
  guint n_differences;

  if (!oracle_is_possible ())
    {
      printf ("Alembic is not installed for /usr/bin/python3.\n");
      return 77;
    }

  n_differences = agreement_count_differences (n_trees, seed, &n_plans);
  printf ("%u random trees (seed %u), %u plans and refusals: %u trees differ\n",
          n_trees,
          seed,
          n_plans,
          n_differences);

  return n_differences == 0 && n_plans > 0 ? 0 : 1;
}
