/**
 * Plots as SVG elements for a page: numbers and labels in, text out. Written with the JDK's XML
 * writer, which escapes and keeps elements balanced. No chart library, because those at hand draw
 * through Graphics2D: fixed colours that cannot follow light and dark, no titles for screen
 * readers, one width for a screen and a phone; the freer ones are under the LGPL.
 */
package io.headwater.report.plot;
