#pragma once

/**
 * limbeck_contrast_follow:
 *
 * Applies high-contrast.css to the default display while the desktop asks for strong contrasts. Libadwaita does so itself
 * with a style-hc.css, but from 1.10 on warns of it and asks for a media query that GTK 4.8 does not know.
 */
void limbeck_contrast_follow (void);
