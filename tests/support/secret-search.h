#pragma once

#include <glib.h>

/** limbeck_secret_search_arguments: fails the test if @secret is among the arguments of any process of this machine. */
void limbeck_secret_search_arguments (const char *secret);

/** limbeck_secret_search_tree: fails the test if a file below @directory, if there is one, holds @secret. */
void limbeck_secret_search_tree (const char *directory, const char *secret);
