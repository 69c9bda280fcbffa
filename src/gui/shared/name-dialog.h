#pragma once

#include <adwaita.h>

/** LIMBECK_NAME_DIALOG_CONFIRM: the response when the name was typed and the button pressed; any other one means no. */
#define LIMBECK_NAME_DIALOG_CONFIRM "confirm"

/**
 * limbeck_name_dialog_new:
 * @parent: the window that asks
 * @heading: the question
 * @body: what follows from it
 * @name: what has to be typed, byte by byte: the name of a database
 * @button: what the button does, with a mnemonic
 *
 * A question that nobody answers by the way: its button wakes up when @name has been typed. Enter and Escape mean no.
 *
 * Returns: the dialog; see its signal "response"
 */
AdwMessageDialog *limbeck_name_dialog_new (GtkWindow  *parent,
                                           const char *heading,
                                           const char *body,
                                           const char *name,
                                           const char *button);
